namespace SampleService.Validation;

/// <summary>
/// The validator configuration can't be used, so the service must not start. The message is the text of section 8.2
/// of the wire contract, made for operators.
/// </summary>
/// <param name="message">The text.</param>
/// <param name="place">Where in the file, e.g. <c>validators.depth.validators[0]</c>; null if nowhere in particular.</param>
/// <param name="cause">What brought it about.</param>
public sealed class ValidatorConfigurationException(string message, string? place = null, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>Where in the file the fault is; null if nowhere in particular. The message does not repeat it.</summary>
    public string? Place { get; } = place;

    /// <summary>The file, or its address; null when the message has it.</summary>
    public string? File { get; internal set; }

    /// <summary>File, place and message in one line.</summary>
    public string Line
    {
        get
        {
            var line = string.Join(": ", new[] { File, Place, Message }.Where(part => part is not null)).ToCharArray();
            for (var i = 0; i < line.Length; i++)
                if (char.IsControl(line[i]))
                    line[i] = ' ';
            return new string(line);
        }
    }
}
