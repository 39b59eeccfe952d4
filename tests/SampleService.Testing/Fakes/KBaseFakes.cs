namespace SampleService.Testing.Fakes;

/// <summary>All upstream services of a KBase deployment, running side by side.</summary>
public sealed class KBaseFakes : IAsyncDisposable
{
    private KBaseFakes(AuthFake auth, WorkspaceFake workspace, OntologyFake ontology) =>
        (Auth, Workspace, Ontology) = (auth, workspace, ontology);

    public AuthFake Auth { get; }

    public WorkspaceFake Workspace { get; }

    public OntologyFake Ontology { get; }

    public static async Task<KBaseFakes> StartAsync(CancellationToken cancellationToken = default) => new(
        await AuthFake.StartAsync(cancellationToken),
        await WorkspaceFake.StartAsync(cancellationToken),
        await OntologyFake.StartAsync(cancellationToken));

    public async ValueTask DisposeAsync()
    {
        await Auth.DisposeAsync();
        await Workspace.DisposeAsync();
        await Ontology.DisposeAsync();
    }
}
