using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SampleService.Actors.Generators;

/// <summary>Writes a proxy for each grain interface of the compilation, and a module initializer that makes it known.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class GrainProxyGenerator : IIncrementalGenerator
{
    private const string Namespace = "SampleService.Actors";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var proxies = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is InterfaceDeclarationSyntax { BaseList: not null },
                static (syntax, token) => Examine(syntax, token))
            .Where(static result => result is not null);
        context.RegisterSourceOutput(proxies, static (output, result) =>
        {
            foreach (var problem in result!.Problems)
                output.ReportDiagnostic(problem);
            if (result.Source is not null)
                output.AddSource(result.HintName, SourceText.From(result.Source, Encoding.UTF8));
        });
    }

    private static ProxyResult? Examine(GeneratorSyntaxContext syntax, CancellationToken token)
    {
        if (syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, token) is not INamedTypeSymbol symbol || !IsGrainInterface(symbol))
            return null;

        // An interface in several parts is one interface.
        if (symbol.DeclaringSyntaxReferences.Select(part => part.GetSyntax(token)).First(HasBases) != syntax.Node)
            return null;
        var problems = GrainInterfaceRules.Check(symbol).ToImmutableArray();
        var source = problems.IsEmpty ? new ProxyWriter(symbol).Write() : null;
        return new ProxyResult($"{ProxyWriter.NameOf(symbol)}.g.cs", source, problems);
    }

    private static bool HasBases(SyntaxNode part) => part is InterfaceDeclarationSyntax { BaseList: not null };

    private static bool IsGrainInterface(INamedTypeSymbol symbol) => symbol.AllInterfaces.Any(static one =>
        one.Name == "IGrain" && one.ContainingNamespace.ToDisplayString() == Namespace)
        && symbol.ContainingNamespace.ToDisplayString() != Namespace;
}
