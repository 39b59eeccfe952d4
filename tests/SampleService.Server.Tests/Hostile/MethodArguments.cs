using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Hostile;

/// <summary>
/// Every method of the service with an argument that it takes; null for those that take none. Methods that are not written down here
/// are called as their first example does.
/// </summary>
internal static class MethodArguments
{
    public static IReadOnlyList<(string Method, string? Argument)> All(HostileWorld world) =>
    [
        .. Templates.Select(t => (t.Method, t.Argument?
            .Replace("SAMPLE", world.SampleId, StringComparison.Ordinal)
            .Replace("LINK", world.LinkId, StringComparison.Ordinal)
            .Replace("UPA", world.Upa, StringComparison.Ordinal))),
        .. MethodDocument.Methods
            .Where(method => Templates.All(template => template.Method != method.Name))
            .Select(method => (method.Name, method.ExampleArgument(world.SampleId, world.LinkId, world.Upa))),
    ];

    private const string Tree =
        """[{"id":"root","type":"BioReplicate","parent":null,"meta_controlled":{},"meta_user":{"k":{"v":1.50,"w":"x","b":true}},"source_meta":[]},{"id":"n1","type":"TechReplicate","parent":"root"},{"id":"n2","type":"SubSample","parent":"n1"}]""";

    private const string Users = "\"admin\":[\"victim\"],\"write\":[],\"read\":[\"victim2\"]";

    private static readonly (string Method, string? Argument)[] Templates =
    [
        ("SampleService.create_sample", $$"""{"sample":{"id":"SAMPLE","name":"again","node_tree":{{Tree}}},"prior_version":2,"as_admin":false,"as_user":"victim"}"""),
        ("SampleService.create_sample", $$"""{"sample":{"name":"new","node_tree":{{Tree}}},"as_admin":0,"as_user":null}"""),
        ("SampleService.create_sample", """{"sample":{"node_tree":[{"id":"r","type":"BioReplicate","meta_controlled":{"k":{"v":1}},"source_meta":[{"key":"k","skey":"s","svalue":{"v":"w"}}]}]}}"""),
        ("SampleService.get_sample", """{"id":"SAMPLE","version":1,"as_admin":false}"""),
        ("SampleService.get_samples", """{"samples":[{"id":"SAMPLE","version":1},{"id":"SAMPLE"}],"as_admin":false}"""),
        ("SampleService.get_node", """{"id":"SAMPLE","version":1,"node":"root","as_admin":false}"""),
        ("SampleService.explain_access", """{"id":"SAMPLE","user":"victim","level":"write","at":253402300799999,"as_admin":false}"""),
        ("SampleService.find_samples", """{"scope":"readable","filter":{"all":[{"same_node":[{"on":"meta","key":"k","kind":"any","value_key":"*","gte":{"value":1,"unit":"m"},"lt":{"value":2e3,"unit":"ft"},"assume_unit":"m"},{"on":"node_type","in":["SubSample"]}]},{"any":[{"on":"name","words":"small nex*"},{"not":{"on":"link","exists":true}},{"on":"id","in":["SAMPLE"]}]},{"on":"created","from":0,"to":253402300799999}]},"sort":{"by":"name","order":"asc"},"include":["sample","acls","matches","identifiers"],"columns":[{"key":"k","kind":"user","value_key":"v"}],"count":true,"limit":5,"as_admin":false}"""),
        ("SampleService.find_samples", """{"filter":{"any":[{"on":"meta","key":"k","in":["x",1,true,null]},{"on":"meta","key":"k","prefix":"x"},{"on":"text","words":"x"},{"on":"owner","in":["attacker"]},{"on":"identifier","namespace":"igsn","eq":"X1"},{"on":"link","upa":"UPA"},{"on":"relation","type":"part_of","to":"SAMPLE"},{"on":"meta","key":"k","term":{"ontology":"envo","id":"ENVO:1","descendants":true}}]},"cursor":null}"""),
        ("SampleService.list_metadata_keys", """{"scope":"mine","prefix":"k","kind":"user","limit":1,"cursor":null,"as_admin":false}"""),
        ("SampleService.get_state", """{"samples":[{"id":"SAMPLE","version":1},{"id":"SAMPLE"}],"at":1700000000000,"include":["sample","acls","links","relations","identifiers"],"withdrawn":true,"as_admin":false}"""),
        ("SampleService.get_history", """{"id":"SAMPLE","kinds":["versions","acls","links"],"from":0,"to":253402300799999,"order":"desc","limit":1,"cursor":null}"""),
        ("SampleService.diff_versions", """{"id":"SAMPLE","from":1,"to":2,"as_admin":false}"""),
        ("SampleService.find_links", """{"sample":{"id":"SAMPLE","version":1,"node":"root"},"state":"all","created_from":0,"created_by":"attacker","order":"desc","check_objects":true,"limit":1}"""),
        ("SampleService.find_links", """{"upa":"UPA","dataid":"first","state":"active","at":1700000000000}"""),
        ("SampleService.get_events", """{"after":0,"types":["NEW_SAMPLE","NEW_LINK"],"sample":"SAMPLE","limit":10,"as_admin":false}"""),
        ("SampleService.update_sample_acls", $$"""{"id":"SAMPLE",{{Users}},"remove":[],"public_read":0,"at_least":true,"as_admin":false}"""),
        ("SampleService.update_samples_acls", $$"""{"ids":["SAMPLE","SAMPLE"],{{Users}},"remove":[],"public_read":1,"at_least":true}"""),
        ("SampleService.replace_sample_acls", $$"""{"id":"SAMPLE","acls":{{{Users}},"public_read":0},"as_admin":false}"""),
        ("SampleService.create_data_link", """{"id":"SAMPLE","version":1,"node":"root","upa":"UPA","dataid":"column","update":true,"as_admin":false,"as_user":"victim"}"""),
        ("SampleService.apply", $$$"""{"operations":[{"op":"create_sample","sample":{"name":"new","node_tree":{{{Tree}}}}},{"op":"update_sample_acls","id":"#0",{{{Users}}},"public_read":1,"if_version":1},{"op":"create_data_link","id":"#0","node":"root","upa":"UPA","dataid":"applied","update":true,"if_link":null},{"op":"create_sample","sample":{"id":"SAMPLE","node_tree":{{{Tree}}}},"prior_version":1},{"op":"replace_sample_acls","id":"SAMPLE","acls":{"read":["victim"]},"if_acl_version":99},{"op":"expire_data_link","upa":"UPA","dataid":"applied"}],"atomic":false,"validate_only":false,"as_admin":false,"as_user":"victim"}"""),
        ("SampleService.apply", """{"operations":[{"op":"expire_data_link","upa":"UPA"}],"request_id":"hostile","validate_only":true}"""),
        ("SampleService.offer_sample", """{"id":"SAMPLE","to":"victim","keep":"none","expires":253402300799999,"message":"m","if_version":1,"if_acl_version":1,"request_id":"hostile offer","as_admin":false,"as_user":"victim"}"""),
        ("SampleService.offer_sample", """{"id":"SAMPLE","to":"victim","keep":"write","message":"take it"}"""),
        ("SampleService.accept_offer", """{"id":"SAMPLE","if_version":null,"request_id":null}"""),
        ("SampleService.decline_offer", """{"id":"SAMPLE","if_acl_version":1}"""),
        ("SampleService.cancel_offer", """{"id":"SAMPLE","as_admin":false}"""),
        ("SampleService.leave_sample", """{"id":"SAMPLE","as_admin":false,"as_user":"victim"}"""),
        ("SampleService.list_offers", """{"direction":"by_me","limit":5,"cursor":null,"as_admin":false}"""),
        ("SampleService.add_relation", """{"type":"related_to","from":{"id":"SAMPLE","version":1,"node":"root"},"to":{"id":"SAMPLE","version":1,"node":"n1"},"if_version":1,"if_acl_version":1,"request_id":"hostile relation","as_admin":false,"as_user":"victim"}"""),
        ("SampleService.end_relation", """{"relation":"LINK","request_id":null}"""),
        ("SampleService.get_lineage", """{"ids":["SAMPLE"],"direction":"both","types":["part_of","same_as"],"depth":3,"at":1700000000000,"limit":5,"as_admin":false}"""),
        ("SampleService.add_identifier", """{"id":"SAMPLE","node":"root","namespace":"igsn","value":"igsn:HOSTILE1","if_version":null,"request_id":null}"""),
        ("SampleService.remove_identifier", """{"namespace":"~attacker","value":"x"}"""),
        ("SampleService.create_group", """{"name":"hostile","title":"x","members":["attacker"],"managers":null,"request_id":"hostile group"}"""),
        ("SampleService.update_group", """{"name":"hostile","title":"y","add":["attacker"],"remove":[],"add_managers":["attacker"],"remove_managers":null,"owner":"attacker","retired":false,"if_group_version":1,"request_id":null}"""),
        ("SampleService.get_group", """{"name":"hostile","history":true,"as_admin":false}"""),
        ("SampleService.list_groups", """{"role":"any","limit":5,"cursor":null,"as_admin":false}"""),
        ("SampleService.save_template", """{"name":"hostile","title":"x","node_tree":[{"id":"a","type":"BioReplicate","meta_user":{"k":{"v":1}}},{"id":"b","type":"SubSample","parent":"a"}],"keys":[{"key":"k","kind":"user","required":true,"unit":"m","default":1.5,"help":"h"},{"key":"k","kind":"controlled","default":"x"}],"readers":["victim","@nobody"],"public":true,"if_version":1,"request_id":null,"as_admin":false}"""),
        ("SampleService.save_template", """{"name":"hostile 2","node_tree":[{"id":"a","type":"BioReplicate"}],"keys":null,"readers":null,"request_id":"hostile template"}"""),
        ("SampleService.list_templates", """{"scope":"readable","limit":5,"cursor":null,"as_admin":false}"""),
        ("SampleService.export_samples", """{"samples":[{"id":"SAMPLE","version":1},{"id":"SAMPLE","version":1}],"format":"ro-crate","include":["links","relations"],"limit":5,"cursor":null,"as_admin":false}"""),
        ("SampleService.export_samples", """{"filter":{"on":"id","in":["SAMPLE"]},"scope":"mine","format":"json-ld","include":["links"]}"""),
        ("SampleService.resolve_identifiers", """{"identifiers":[{"namespace":"igsn","value":"HOSTILE1"},{"namespace":"@lab","value":"x"}],"include":["sample","identifiers"],"as_admin":false}"""),
        ("SampleService.propagate_data_links", """{"id":"SAMPLE","version":2,"previous_version":1,"ignore_types":["A.B"],"update":true,"effective_time":null}"""),
        ("SampleService.expire_data_link", """{"upa":"UPA","dataid":"column","as_admin":false,"as_user":"victim"}"""),
        ("SampleService.get_data_links_from_sample", """{"id":"SAMPLE","version":1,"effective_time":1700000000000,"as_admin":false}"""),
        ("SampleService.get_data_links_from_sample_set", """{"sample_ids":[{"id":"SAMPLE","version":1},{"id":"SAMPLE","version":2}],"effective_time":null}"""),
        ("SampleService.get_data_links_from_data", """{"upa":"UPA","effective_time":1700000000000,"as_admin":false}"""),
        ("SampleService.validate_samples", $$"""{"samples":[{"name":"one","node_tree":{{Tree}}}]}"""),
        ("SampleService.get_metadata_key_static_metadata", """{"keys":["a","b"],"prefix":0}"""),
        ("Standalone.create_account", """{"user":"victim","display_name":"V","roles":["read_admin"]}"""),
        ("Standalone.disable_account", """{"user":"victim2"}"""),
        ("Standalone.enable_account", """{"user":"victim2"}"""),
        ("Standalone.set_roles", """{"user":"victim2","roles":["read_admin"]}"""),
        ("Standalone.issue_token", """{"user":"victim","description":"d","expires":253402300799999}"""),
        ("Standalone.list_tokens", """{"user":"victim2"}"""),
        ("Standalone.revoke_token", """{"token_id":123456}"""),
        ("Standalone.create_workspace", """{"owner":"victim","name":"w","public":true}"""),
        ("Standalone.get_workspace", """{"workspace":1}"""),
        ("Standalone.set_workspace_public", """{"workspace":1,"public":true}"""),
        ("Standalone.set_permission", """{"workspace":1,"user":"victim","permission":"r"}"""),
        ("Standalone.delete_workspace", """{"workspace":123456}"""),
        ("Standalone.undelete_workspace", """{"workspace":1}"""),
        ("Standalone.create_object", """{"workspace":1,"name":"o","type":"A.B-1.0"}"""),
        ("Standalone.create_object_version", """{"workspace":1,"object":1,"type":"A.B-1.0"}"""),
        ("Standalone.delete_object", """{"workspace":1,"object":1}"""),
        ("Standalone.undelete_object", """{"workspace":1,"object":1}"""),
    ];
}
