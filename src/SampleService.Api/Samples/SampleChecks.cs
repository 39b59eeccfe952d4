using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>The checks of a sample that is to be saved, as descriptors name them. <see cref="SampleTree"/> makes them.</summary>
internal static class SampleChecks
{
    private const string AtNode = "Error for node at index {i}: ";
    private const string Source = "Node at index {i}'s source metadata";

    private static readonly string[] ContentFaults =
    [
        "{Kind} metadata keys may not be null or whitespace only",
        "{Kind} metadata has key starting with {first 256 of key} that exceeds maximum length of 256",
        "{Kind} metadata key {key}'s character at index {pos} is a control character.",
        "{Kind} metadata value associated with metadata key {key} is null or empty",
        "{Kind} metadata value key {vkey} associated with metadata key {key} has a character at index {pos} that is a control character.",
        "{Kind} metadata has a value key associated with metadata key {key} starting with {first 256 of vkey} that exceeds maximum length of 256",
        "{Kind} metadata value associated with metadata key {key} and value key {vkey} has a character at index {pos} that is a control character.",
        "{Kind} metadata has a value associated with metadata key {key} and value key {vkey} starting with {first 256 of value} that exceeds maximum length of 1024",
    ];

    /// <summary>Each node by itself: all of these for one node, then for the next.</summary>
    public static readonly IReadOnlyList<MethodCheck> Nodes =
    [
        new("Each node is an object with an `id` that is a string and one of the three types",
            Illegal("Node at index {i} is not a structure"),
            Illegal("Node at index {i} must have an id key that maps to a string"),
            Illegal("Node at index {i} has an invalid sample type: {type}")),
        new("... `parent` is a string, or there is none", Illegal("Node at index {i} has a parent entry that is not a string")),
        new("... `meta_controlled` and `meta_user` are objects of objects of strings, numbers and booleans",
            Illegal("Node at index {i}'s {what} entry must be a mapping"),
            Illegal("Node at index {i}'s {what} entry does not have a dict as a value at key {key}"),
            Illegal("Node at index {i}'s {what} entry does not have a primitive type as the value at {key}/{vkey}")),
        new("... `source_meta` is a list of `key`, `skey` and `svalue`, within the limits of metadata",
            Illegal($"{Source} must be a list"),
            Illegal($"{Source} has an entry at index {{j}} that is not a dict"),
            Illegal($"{Source} has an entry at index {{j}} where the required key field is not a string"),
            Illegal($"{Source} has an entry at index {{j}} where the required skey field is not a string"),
            Illegal($"{Source} has an entry at index {{j}} where the required svalue field is not a mapping"),
            Illegal($"{Source} has an entry at index {{j}} with a value in the value mapping under key {{vkey}} that is not a primitive type"),
            Illegal($"{Source} has an error at index {{j}}: {{as for metadata below}}")),
        new("... names of nodes and parents are at most 256 code points, without control characters",
            Missing("subsample name"),
            Illegal(AtNode + "{subsample name or parent} contains control characters"),
            Illegal(AtNode + "{subsample name or parent} exceeds maximum length of 256")),
        new("... metadata: keys and value keys of at most 256 code points, strings of at most 1024, control characters in no key and, but for tab and "
            + "line feed, in no value, no key without values, at most 100000 bytes a node and kind",
            [.. ContentFaults.Append("{Kind} metadata is larger than maximum of 100000B").Select(fault => Illegal(AtNode + fault))]),
        new("... source metadata: each key once, each a key of `meta_controlled`, at most 100000 bytes",
            Illegal(AtNode + "Duplicate source metadata key: {key}"),
            Illegal(AtNode + "Source metadata key {key} does not appear in the controlled metadata"),
            Illegal(AtNode + "Source metadata is larger than maximum of 100000B")),
        new("... a `BioReplicate` has no parent, every other node has one",
            Illegal(AtNode + "Node {id} is of type {type} and therefore cannot have a parent"),
            Illegal(AtNode + "Node {id} is of type {type} and therefore must have a parent")),
    ];

    /// <summary>The nodes together.</summary>
    public static readonly IReadOnlyList<MethodCheck> Shape =
    [
        new("There are 1 to 10000 nodes, the first of them a `BioReplicate`",
            Missing("At least one node per sample is required"),
            Illegal("At most 10000 nodes are allowed per sample"),
            Illegal("The first node in a sample must be a BioReplicate")),
        new("Node by node: no `BioReplicate` after another type, a new name, a parent that came earlier",
            Illegal("BioReplicates must be the first nodes in the list of sample nodes."),
            Illegal("Duplicate sample node name: {id}"),
            Illegal("Parent {parent} of node {id} does not appear in node list prior to node.")),
    ];

    /// <summary>The sample as a whole.</summary>
    public static readonly IReadOnlyList<MethodCheck> Tree =
    [
        new("The name is at most 256 code points, without control characters",
            Illegal("name contains control characters"), Illegal("name exceeds maximum length of 256")),
        .. Shape,
    ];

    public static readonly MethodCheck IsTree = new("`node_tree` is a list", Illegal("sample node tree must be present and a list"));
}
