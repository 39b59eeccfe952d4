using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SampleService.Actors.Generators;

namespace SampleService.Actors.Tests;

/// <summary>Source compiled in memory with the generator.</summary>
internal sealed class Compiled
{
    private const string Usings = "using System; using System.Threading.Tasks; using SampleService.Actors; namespace Some.Place;\n";

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly Compilation _compilation;

    internal Compiled(string source)
    {
        var compilation = CSharpCompilation.Create(
            $"Compiled{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(Usings + source)],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create(new GrainProxyGenerator())
            .RunGeneratorsAndUpdateCompilation(compilation, out _compilation, out var problems);
        Problems = problems;
    }

    internal ImmutableArray<Diagnostic> Problems { get; }

    internal IEnumerable<Diagnostic> CompilerComplaints =>
        _compilation.GetDiagnostics().Where(one => one.Severity >= DiagnosticSeverity.Warning);

    internal Assembly Load()
    {
        Assert.Empty(Problems);
        using var image = new MemoryStream();
        var result = _compilation.Emit(image);
        Assert.Empty(result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error));
        return Assembly.Load(image.ToArray());
    }
}
