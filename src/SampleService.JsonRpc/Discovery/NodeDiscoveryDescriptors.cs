namespace SampleService.JsonRpc;

/// <summary>The methods by which operators' programs find out what there is on the Unix socket.</summary>
internal static class NodeDiscoveryDescriptors
{
    private const string Group = "node";

    private static readonly MethodRights Everybody = new(TokenRequirement.None) { IsOpenToLocalUsers = true };

    public static readonly MethodDescriptor ShowHandlers = new("show_registered_handlers", Group, "Lists the names of the methods of the socket")
    {
        Doors = Doors.Node,
        Effect = MethodEffect.Control,
        Rights = Everybody,
        Result = new ObjectSchema(
            new Member("methods", new ArraySchema(Schema.Text()), "The names, each with its module.").Required(),
            new Member("notifications", new ArraySchema(Schema.Text()), "Names that can be sent as notifications alone: none. Every method can be called without an `id`.").Required()),
        Checks = [],
        Examples = [new(null, null, """{"methods": ["SampleService.status", "Node.status"], "notifications": []}""") { IsForm = true }],
    };

    public static readonly MethodDescriptor DescribeService = new("get_service_descriptor", Group, "Describes the methods of the socket")
    {
        Doors = Doors.Node,
        Effect = MethodEffect.Control,
        Rights = Everybody,
        Result = new ObjectSchema(new Member(
            "methods",
            new ArraySchema(new ObjectSchema(
                new Member("name", Schema.Text(), "Its name, with its module.").Required(),
                new Member("type", Schema.OneOf("method"), "`method`.").Required(),
                new Member("provider", Schema.Text(), "The program that has it.").Required(),
                new Member("privileged", Schema.Boolean, "Whether only root and the user of the server may call it.").Required(),
                new Member("schema", new MapSchema(Schema.Any), "Its parameters by name, as JSON Schema.").Required())),
            "All of them.").Required()),
        Checks = [],
        Examples =
        [
            new(
                null, null,
                """{"methods": [{"name": "Node.drain", "type": "method", "provider": "SampleService 1.0.0", "privileged": true, "schema": {"type": "object", "properties": {}, "additionalProperties": false}}]}""")
            {
                IsForm = true,
            },
        ],
    };
}
