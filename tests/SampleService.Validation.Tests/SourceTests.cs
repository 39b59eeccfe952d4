using System.Text;

namespace SampleService.Validation.Tests;

public sealed class SourceTests : IDisposable
{
    private const string Prefix = "Failed to open validator configuration file at ";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("validators");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Load_MissingFile_SaysSo()
    {
        var url = new Uri(Path.Combine(_folder.FullName, "none.yml"));

        Assert.Equal($"{Prefix}{url.OriginalString}: there is no such file", (await RefusedAsync(url)).Message);
    }

    [Fact]
    public async Task Load_Directory_SaysSo() =>
        Assert.EndsWith(": it is a directory", (await RefusedAsync(new Uri(_folder.FullName))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("file:///%00", "it can't be the name of a file")]
    [InlineData("file://elsewhere/validators.yml", "it names a file of another computer")]
    [InlineData("ftp://127.0.0.1/validators.yml", "'ftp' is none of the schemes file, https and http")]
    [InlineData("http://192.0.2.1/validators.yml", "plain http is allowed for a loopback address only")]
    [InlineData("validators.yml", "it is not an absolute URL")]
    public async Task Load_UnsupportedAddress_SaysWhy(string url, string reason) =>
        Assert.Equal($"{Prefix}{url}: {reason}", (await RefusedAsync(new Uri(url, UriKind.RelativeOrAbsolute))).Message);

    [Fact]
    public async Task Load_AddressWithPassword_IsNotQuoted() => Assert.Equal(
        $"{Prefix}http://192.0.2.1/v.yml?x=1: plain http is allowed for a loopback address only",
        (await RefusedAsync(new Uri("http://user:secret@192.0.2.1/v.yml?x=1"))).Message);

    [Fact]
    public async Task Load_FileThatIsNotYaml_SaysWhere()
    {
        var url = await FileAsync("validators: [\n"u8.ToArray());

        var refused = await RefusedAsync(url);

        Assert.StartsWith($"{Prefix}{url.OriginalString}: line ", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(refused.InnerException);
    }

    [Fact]
    public async Task Load_FileThatIsNotUtf8_SaysSo() => Assert.EndsWith(
        ": it is not UTF-8 text", (await RefusedAsync(await FileAsync([0x61, 0xff]))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Load_FileWithByteOrderMark_Loads()
    {
        byte[] file = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes($"validators: {{k: {{validators: [{Texts.Noop}]}}}}")];

        Assert.NotNull((await ValidatorConfiguration.LoadAsync(await FileAsync(file))).Validators!.StaticMetadata("k"));
    }

    [Fact]
    public async Task Load_FileOneByteTooLarge_IsRefused()
    {
        var url = await FileAsync("{}   "u8.ToArray());

        var taken = await ValidatorConfiguration.InspectAsync(url, null, false, new SourceLimits(5, TimeSpan.FromSeconds(30)), default);
        var refused = await ValidatorConfiguration.InspectAsync(url, null, false, new SourceLimits(4, TimeSpan.FromSeconds(30)), default);

        Assert.Empty(taken.Faults);
        Assert.EndsWith(": it is larger than 4 bytes", Assert.Single(refused.Faults).Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_CallerCancels_IsCancelled() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        async () => await ValidatorConfiguration.LoadAsync(
            await FileAsync("{}"u8.ToArray()), cancellation: new CancellationToken(canceled: true)));

    private static Task<ValidatorConfigurationException> RefusedAsync(Uri url) =>
        Assert.ThrowsAsync<ValidatorConfigurationException>(() => ValidatorConfiguration.LoadAsync(url));

    private async Task<Uri> FileAsync(byte[] content)
    {
        var path = Path.Combine(_folder.FullName, "validators.yml");
        await File.WriteAllBytesAsync(path, content);
        return new Uri(path);
    }
}
