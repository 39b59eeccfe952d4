namespace SampleService.Validation;

/// <summary>The configuration can't be fetched, or is not YAML that can be taken.</summary>
/// <param name="reason">Why, for operators.</param>
/// <param name="cause">What brought it about.</param>
internal sealed class UnreadableConfigurationException(string reason, Exception? cause = null) : Exception(reason, cause);
