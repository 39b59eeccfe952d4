using System.Net;

namespace SampleService.Domain;

/// <summary>What the address and the secret of a webhook have to be.</summary>
public static class WebhookRules
{
    /// <summary>Code points of an address at most.</summary>
    public const int MaxUrlLength = 2048;

    /// <summary>Characters of a secret at least: no receiver's key shall be guessed from a signature.</summary>
    public const int MinSecretLength = 24;

    /// <summary>Characters of a secret at most.</summary>
    public const int MaxSecretLength = 256;

    /// <summary>The address of a receiver: https with a host, and neither a user nor a fragment; http where an operator allows networks of their own.</summary>
    /// <exception cref="ServiceException">It is something else.</exception>
    public static string Url(Parameter parameter, ReceiverAddresses addresses)
    {
        var text = parameter.UntrimmedText(MaxUrlLength);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url)
            || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && addresses.AllowsAny))
            || url.Host.Length == 0 || url.UserInfo.Length > 0 || url.Fragment.Length > 0 || ContractText.Trim(text).Length != text.Length)
            throw parameter.Illegal("must be an https address without user and fragment");
        // A name is looked up when something is sent. This is only to tell a mistake early.
        if (IPAddress.TryParse(url.IdnHost, out var address) && !addresses.Allows(address))
            throw parameter.Illegal("has an address that events are not sent to");
        return text;
    }

    /// <summary>A secret.</summary>
    /// <exception cref="ServiceException">It is none.</exception>
    public static string Secret(Parameter parameter)
    {
        var text = parameter.String();
        return text.Length is >= MinSecretLength and <= MaxSecretLength && text.All(static c => c is >= '!' and <= '~')
            ? text
            : throw parameter.Illegal($"must have {MinSecretLength} to {MaxSecretLength} characters, each of ASCII from ! to ~");
    }
}
