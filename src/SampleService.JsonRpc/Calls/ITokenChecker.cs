namespace SampleService.JsonRpc;

/// <summary>Tells whose token it is.</summary>
public interface ITokenChecker
{
    /// <summary>The owner of a token that is not blank. Throws when nobody could be asked.</summary>
    ValueTask<TokenCheck> CheckAsync(string token, CancellationToken cancellation);
}
