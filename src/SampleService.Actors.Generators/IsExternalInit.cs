namespace System.Runtime.CompilerServices;

/// <summary>Lets the compiler make init-only members, which netstandard2.0 has no type for.</summary>
internal static class IsExternalInit;
