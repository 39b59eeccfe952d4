using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>The method by which KBase clients ask where a service is.</summary>
internal static class ServiceWizardDescriptors
{
    public static readonly Member ModuleName = new Member("module_name", Schema.Text(), "The service: `SampleService` in any letter case.").Required();

    public static readonly Member Version = new(
        "version", Schema.Text() with { IsNullable = true }, "A tag of KBase's catalogue; not looked at, since there is one version here.");

    public static readonly MethodDescriptor GetServiceStatus = new(
        "ServiceWizard.get_service_status", "service", "Tells KBase clients, which ask before they call a service, that it is here")
    {
        Rights = new(TokenRequirement.None),
        Parameters = new(ModuleName, Version),
        Result = new ObjectSchema(
            new Member("module_name", Schema.Text(), "`SampleService`.").Required(),
            BuildMembers.Version,
            BuildMembers.Commit,
            new Member("release_tags", new ArraySchema(Schema.Text()), "None.").Required(),
            new Member("hash", Schema.Text(), "As `git_commit_hash`.").Required(),
            new Member("url", Schema.Text(), "The address that the caller used.").Required(),
            new Member("up", Schema.Integer(1, 1), "1.").Required(),
            new Member("status", Schema.Text(), "`active`.").Required(),
            new Member("health", Schema.Text(), "`healthy`.").Required()),
        Checks =
        [
            KnownMembers, NotNull,
            new("`module_name` is this service",
                Missing("module_name"), Illegal("module_name {value} is not known here; the only service is SampleService")),
        ],
        Examples =
        [
            new(
                null, """{"module_name": "SampleService", "version": null}""",
                """{"module_name": "SampleService", "version": "1.0.0", "git_commit_hash": "6c1f0e", "release_tags": [], "hash": "6c1f0e", "url": "http://127.0.0.1:5000", "up": 1, "status": "active", "health": "healthy"}""")
            {
                IsForm = true,
            },
        ],
    };
}
