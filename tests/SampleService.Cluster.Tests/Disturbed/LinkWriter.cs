namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>Makes, replaces and ends the links of data units of its own, whose objects others link from as well.</summary>
internal sealed class LinkWriter(string name, string upa, World world, Random random, Func<string, object, Task<Answer?>> call)
{
    private DataUnit? _unit;
    private int _units;

    public async Task ChangeAsync(SampleRecord sample)
    {
        var unit = _unit ??= AddUnit();
        var register = world.Units[unit];
        var isActive = register.Value is not null;
        var ends = isActive && random.Next(2) == 0;
        var target = ends ? null : new LinkTarget(sample.Id, Content.Node(random.Next(Content.Nodes)));
        register.Begin(target);
        var answer = target is null
            ? await call("expire_data_link", new { upa, dataid = unit.DataId })
            : await call("create_data_link", new { upa, dataid = unit.DataId, id = target.Sample, version = 1, node = target.Node, update = isActive });
        if (answer is null)
        {
            var kind = ends ? "end of a link" : isActive ? "replacement of a link" : "link";
            world.Unknown.Enqueue(new UnknownWrite(kind, () => Task.FromResult(register.IsKnown)));
            _unit = null;
        }
        else if (answer.Succeeded)
        {
            register.Acknowledge();
            world.Acknowledge();
        }
        else
            world.Findings.Require(register.Refuse(), $"{unit} was refused ({answer.Error}) and is {register}");
    }

    private DataUnit AddUnit()
    {
        var unit = new DataUnit(upa, $"{name} {++_units}");
        world.Units[unit] = new Register<LinkTarget?>(null);
        return unit;
    }
}
