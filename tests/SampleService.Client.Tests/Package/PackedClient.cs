using System.Diagnostics;
using System.Reflection;
using SampleService.Testing.Servers;

namespace SampleService.Client.Tests.Package;

/// <summary>The package, made of what this test run was built from, and programs that use it.</summary>
public sealed class PackedClient : IAsyncLifetime
{
    private readonly TemporaryDirectory _folder = new();

    /// <summary>The folder of the package and its symbols.</summary>
    public string Feed => Path.Combine(_folder.Path, "feed");

    private static string Configuration => typeof(PackedClient).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    public async Task InitializeAsync()
    {
        var project = Path.Combine(Documents.Root, "src", "SampleService.Client", "SampleService.Client.csproj");
        await RunAsync(_folder.Path, "pack", project, "--no-build", "--configuration", Configuration, "--output", Feed);
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Builds a program that refers to the package and to nothing else, and runs it in a folder; gives what it prints.</summary>
    internal async Task<string> BuildAndRunAsync(string program, string workingDirectory)
    {
        var source = Directory.CreateDirectory(Path.Combine(_folder.Path, "program")).FullName;
        await File.WriteAllTextAsync(Path.Combine(source, "Program.cs"), program);
        await File.WriteAllTextAsync(Path.Combine(source, "program.csproj"), Project);
        await File.WriteAllTextAsync(Path.Combine(source, "nuget.config"), Sources);
        await RunAsync(source, "build", "--output", "built");
        return await RunAsync(workingDirectory, Path.Combine(source, "built", "program.dll"));
    }

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="SampleService.Client" Version="*" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>What the package depends on is where the build of the tests has put it; the package itself does not go there.</summary>
    private string Sources => $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="{Path.Combine(_folder.Path, "packages")}" /></config>
          <packageSources><clear /><add key="feed" value="{Feed}" /></packageSources>
          <fallbackPackageFolders><clear /><add key="built" value="{PackageRoot}" /></fallbackPackageFolders>
        </configuration>
        """;

    private static string PackageRoot => typeof(PackedClient).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "PackageRoot").Value!;

    /// <summary>Runs the SDK, which is to leave no process behind.</summary>
    private static async Task<string> RunAsync(string workingDirectory, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["UseSharedCompilation"] = "false", ["NUGET_PACKAGES"] = null },
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync(Patience.Token());
        Assert.True(process.ExitCode == 0, output + await error);
        return output;
    }
}
