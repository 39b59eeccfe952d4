using Orleans.Serialization.Cloning;
using SampleService.Domain;

namespace SampleService.Contracts;

// Values never change, so calls within a process hand them on as they are; without these each would be copied through
// its converter.

[RegisterCopier]
internal sealed class SampleIdCopier : ShallowCopier<SampleId>;

[RegisterCopier]
internal sealed class SampleVersionIdCopier : ShallowCopier<SampleVersionId>;

[RegisterCopier]
internal sealed class SampleAddressCopier : ShallowCopier<SampleAddress>;

[RegisterCopier]
internal sealed class VersionNumberCopier : ShallowCopier<VersionNumber>;

[RegisterCopier]
internal sealed class NodeIdCopier : ShallowCopier<NodeId>;

[RegisterCopier]
internal sealed class UserNameCopier : ShallowCopier<UserName>;

[RegisterCopier]
internal sealed class WorkspaceIdCopier : ShallowCopier<WorkspaceId>;

[RegisterCopier]
internal sealed class UpaCopier : ShallowCopier<Upa>;

[RegisterCopier]
internal sealed class DataUnitCopier : ShallowCopier<DataUnit>;

[RegisterCopier]
internal sealed class LinkIdCopier : ShallowCopier<LinkId>;

[RegisterCopier]
internal sealed class WriteIdCopier : ShallowCopier<WriteId>;

[RegisterCopier]
internal sealed class TimestampCopier : ShallowCopier<Timestamp>;

[RegisterCopier]
internal sealed class RequesterCopier : ShallowCopier<Requester>;

[RegisterCopier]
internal sealed class UserSetCopier : ShallowCopier<UserSet>;

[RegisterCopier]
internal sealed class SampleAclsCopier : ShallowCopier<SampleAcls>;

[RegisterCopier]
internal sealed class AclDeltaCopier : ShallowCopier<AclDelta>;

[RegisterCopier]
internal sealed class AclReplacementCopier : ShallowCopier<AclReplacement>;

[RegisterCopier]
internal sealed class NodeEntryCopier : ShallowCopier<NodeEntry>;

[RegisterCopier]
internal sealed class SampleContentCopier : ShallowCopier<SampleContent>;

[RegisterCopier]
internal sealed class SampleVersionCopier : ShallowCopier<SampleVersion>;

[RegisterCopier]
internal sealed class DataLinkCopier : ShallowCopier<DataLink>;

[RegisterCopier]
internal sealed class ServiceExceptionCopier : ShallowCopier<ServiceException>;
