using System.Globalization;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>The parameters of <c>find_links</c> but for those of pages and rights, each checked by itself, in their order.</summary>
internal sealed record LinkFindArguments(
    LinkTarget Target, LinkState State, Timestamp? At, Timestamp CreatedFrom, Timestamp CreatedTo, UserName? CreatedBy, bool Descending, bool ChecksObjects)
{
    /// <summary>Reads them.</summary>
    /// <exception cref="ServiceException">The first fault.</exception>
    public static LinkFindArguments Read(JsonValue argument)
    {
        var parameters = new Parameter(argument, "");
        var target = parameters.ExactlyOne(LinkFindDescriptors.Targets) switch
        {
            "sample" => ReadSample(parameters.Member(LinkFindDescriptors.Sample.Name)),
            "upa" => new UpaTarget(Arguments.Upa(argument), null),
            "object" => ReadObject(parameters.Member(LinkFindDescriptors.Object.Name)),
            _ => (LinkTarget)new WorkspaceTarget(new WorkspaceId(parameters.Member(LinkFindDescriptors.Workspace.Name).Integer())),
        };
        if (parameters.Member(LinkFindDescriptors.DataId.Name).OrNull is not null)
            target = target is UpaTarget(var upa, _)
                ? new UpaTarget(upa, Arguments.DataUnit(argument).DataId)
                : throw ServiceException.Illegal("dataid needs upa");
        var state = (LinkState)(parameters.Member(LinkFindDescriptors.State.Name).OrNull?.Choice(LinkFindDescriptors.States) ?? 0);
        var at = parameters.Member(LinkFindDescriptors.At.Name).OrNull?.Time();
        if (at is not null && state != LinkState.Active)
            throw ServiceException.Illegal("at needs state active");
        var from = parameters.Member(LinkFindDescriptors.CreatedFrom.Name).OrNull?.Time() ?? Timestamp.Earliest;
        var to = parameters.Member(LinkFindDescriptors.CreatedTo.Name).OrNull?.Time() ?? Timestamp.Latest;
        var by = parameters.Member(LinkFindDescriptors.CreatedBy.Name).OrNull?.UserName();
        var descending = parameters.Member(PastDescriptors.Order.Name).OrNull?.Choice(PastDescriptors.Orders) == 1;
        var checks = parameters.Member(LinkFindDescriptors.CheckObjects.Name).OrNull?.Flag() == true;
        return new LinkFindArguments(target, state, at, from, to, by, descending, checks);
    }

    private static SampleTarget ReadSample(Parameter sample)
    {
        var id = sample.RequireStructure().Member(Params.Id.Name).Required.SampleId();
        var version = Arguments.OptionalVersion(sample.Value, Params.OptionalVersion);
        return new SampleTarget(id, version, sample.Member("node").OrNull is { } node ? new NodeId(node.Text(ContractText.MaxNameLength)) : null);
    }

    /// <summary>Two numbers as those of a UPA are written.</summary>
    private static ObjectTarget ReadObject(Parameter value)
    {
        var text = value.String();
        return Upa.TryParse(string.Create(CultureInfo.InvariantCulture, $"{text}/1"), null, out var upa)
            ? new ObjectTarget(upa.Workspace, upa.Object)
            : throw value.Illegal($"{ContractText.Echo(text)} is not a valid object");
    }
}
