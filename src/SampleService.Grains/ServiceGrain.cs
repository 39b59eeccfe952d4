namespace SampleService.Grains;

/// <summary>A grain of the service; activations are counted by type.</summary>
internal abstract class ServiceGrain : Grain
{
    private string GrainType => this.GetGrainId().Type.ToString()!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        GrainInstruments.CountActivation(GrainType, 1);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        GrainInstruments.CountActivation(GrainType, -1);
        return Task.CompletedTask;
    }
}
