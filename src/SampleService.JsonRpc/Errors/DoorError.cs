namespace SampleService.JsonRpc;

/// <summary>An error as callers of a door meet it: declared once, written into answers, and told of by <c>rpc.discover</c>.</summary>
/// <param name="Code">Its number.</param>
/// <param name="Name">The text that always goes with the number.</param>
/// <param name="When">When callers meet it, as a sentence of Markdown without a full stop.</param>
public sealed record DoorError(int Code, string Name, string When);

/// <summary>A kind of failure of methods, the same on all doors; each shows it in its own form.</summary>
/// <param name="Code">Its number, 20000 to 100000.</param>
/// <param name="Type">The text that always goes with the number.</param>
/// <param name="When">When callers meet it, as a sentence of Markdown without a full stop.</param>
/// <param name="IsPlain">Whether the KBase door shows neither number nor text.</param>
public sealed record CatalogueError(int Code, string Type, string When, bool IsPlain);

/// <summary>An answer of a door that is no JSON-RPC: the request is refused before its calls are looked at.</summary>
/// <param name="Door">The door.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Error">The word that stands for it.</param>
/// <param name="When">When callers meet it, as a sentence of Markdown without a full stop.</param>
public sealed record DoorRefusal(Doors Door, int Status, string Error, string When);
