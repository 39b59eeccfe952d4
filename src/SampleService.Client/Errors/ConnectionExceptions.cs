namespace SampleService.Client;

/// <summary>
/// The connection was lost while the call was under way, or what came back is no answer of the service: whether the call was carried out
/// is not known. A call that only reads can be made again; before another one is, look what has become of it.
/// </summary>
/// <param name="message">What happened.</param>
/// <param name="inner">Why, where something is known of it.</param>
public sealed class OutcomeUnknownException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>The service could not be reached for as long as the options say: nothing was sent, and the call can be made again.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">Why.</param>
public sealed class ServiceUnreachableException(string message, Exception? inner = null) : IOException(message, inner);
