using System.Collections;

namespace SampleService.Client;

/// <summary>
/// The operations of a call in their order. <see cref="Save"/> gives the name by which later ones mean the sample that it saves, before the
/// sample has an id.
/// </summary>
/// <example>
/// <code>
/// var list = new OperationList();
/// var sample = list.Save(new NewSample { NodeTree = [core] });
/// list.Add(new UpdateSampleAclsOperation { Id = sample, Read = ["bob"] });
/// await service.ApplyAsync(new() { Operations = list, RequestId = $"{Guid.NewGuid()}" });
/// </code>
/// </example>
public sealed class OperationList : IReadOnlyList<SampleOperation>
{
    private readonly List<SampleOperation> _operations = [];

    /// <inheritdoc/>
    public int Count => _operations.Count;

    /// <inheritdoc/>
    public SampleOperation this[int index] => _operations[index];

    /// <summary>Adds an operation.</summary>
    public void Add(SampleOperation operation) => _operations.Add(operation);

    /// <summary>Adds the saving of a sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="priorVersion">Only if the newest version is this one; null for no condition.</param>
    /// <returns>The name by which later operations mean it.</returns>
    public SampleName Save(NewSample sample, int? priorVersion = null)
    {
        _operations.Add(new CreateSampleOperation { Sample = sample, PriorVersion = priorVersion });
        return SampleName.SavedBy(_operations.Count - 1);
    }

    /// <summary>Adds the relating of a sample to another one.</summary>
    /// <param name="type">What is said of the first.</param>
    /// <param name="from">The sample that something is said of.</param>
    /// <param name="to">The other one.</param>
    public void Relate(RelationType type, SampleName from, SampleName to) =>
        _operations.Add(new AddRelationOperation { Type = type, From = new() { Id = from }, To = new() { Id = to } });

    /// <summary>Adds the giving of an identifier.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="namespace">The namespace.</param>
    /// <param name="value">The value, in any form of the namespace.</param>
    /// <param name="node">A node of its newest version; null for the sample itself.</param>
    public void Identify(SampleName sample, string @namespace, string value, string? node = null) =>
        _operations.Add(new AddIdentifierOperation { Id = sample, Namespace = @namespace, Value = value, Node = node });

    /// <inheritdoc/>
    public IEnumerator<SampleOperation> GetEnumerator() => _operations.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
