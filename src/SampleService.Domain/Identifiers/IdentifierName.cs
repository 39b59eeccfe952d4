namespace SampleService.Domain;

/// <summary>A value in a namespace, which at most one active identifier has.</summary>
/// <param name="Namespace">Of those of <see cref="IdentifierNamespace"/>.</param>
/// <param name="Value">In the form in which values of the namespace are kept.</param>
public readonly record struct IdentifierName(string Namespace, string Value)
{
    /// <summary>The value that a caller means.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="value">The value in any form of the namespace.</param>
    /// <exception cref="ServiceException"><see cref="ErrorKind.IllegalParameter"/>: there is no such namespace, or it is no form of it.</exception>
    public static IdentifierName Read(string @namespace, string value)
    {
        RequireNamespace(@namespace);
        return IdentifierNamespace.Canonical(@namespace, value) is { } kept
            ? new IdentifierName(@namespace, kept)
            : throw ServiceException.Illegal($"{ContractText.Echo(value)} is not a valid {@namespace} identifier");
    }

    /// <exception cref="ServiceException"><see cref="ErrorKind.IllegalParameter"/>: there is no such namespace.</exception>
    public static void RequireNamespace(string @namespace)
    {
        if (!IdentifierNamespace.IsKnown(@namespace))
            throw ServiceException.Illegal($"{ContractText.Echo(@namespace)} is not a namespace");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Namespace}:{Value}";
}
