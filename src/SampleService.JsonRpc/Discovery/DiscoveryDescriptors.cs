namespace SampleService.JsonRpc;

/// <summary>The methods that tell of methods.</summary>
internal static class DiscoveryDescriptors
{
    private const string Group = "service";

    private static readonly MethodCheck KnownMembers =
        new("No member: there is none that is known", new MethodError(30001, "Illegal input parameter", "{path} is not known here"));

    public static readonly MethodDescriptor Discover = new("rpc.discover", Group, "Gives all methods of this deployment as an OpenRPC 1.3 document")
    {
        Rights = new MethodRights(TokenRequirement.None) { IsOpenToLocalUsers = true },
        Parameters = new ObjectSchema(),
        IsArgumentOptional = true,
        Result = new MapSchema(Schema.Any) { Description = "An OpenRPC document (spec.open-rpc.org)." },
        Checks = [KnownMembers],
        Examples =
        [
            new(
                null, null,
                """{"openrpc": "1.3.2", "info": {"title": "SampleService", "version": "1.0.0"}, "methods": [], "components": {}, "x-limits": {}, "x-features": []}""")
            {
                IsForm = true,
            },
        ],
        Notes = "Parameters and results as JSON Schema, rights (`x-rights`), checks in their order (`x-checks`), errors and examples; "
            + "`x-limits` are the limits in force, `x-features` the parts that not every deployment has. This reference is made from it.",
    };

    public static readonly MethodDescriptor Describe = new("system.describe", Group, "Gives the methods as a service description of JSON-RPC 1.1")
    {
        Rights = new MethodRights(TokenRequirement.None),
        Parameters = new ObjectSchema(),
        IsArgumentOptional = true,
        Result = new ObjectSchema(
            new("sdversion", Schema.Text(), "`1.0`."),
            new("name", Schema.Text(), "`SampleService`."),
            new("id", Schema.Text(), "A URI that stands for this service wherever it runs."),
            new("version", Schema.Text(), "The version of the program."),
            new("procs", new ArraySchema(new MapSchema(Schema.Any)), "Name, summary, parameters and result of each method.")),
        Checks = [KnownMembers],
        Examples =
        [
            new(
                null, null,
                $$"""{"sdversion": "1.0", "name": "SampleService", "id": "{{ServiceDescription.Id}}", "version": "1.0.0", "procs": []}""")
            {
                IsForm = true,
            },
        ],
    };
}
