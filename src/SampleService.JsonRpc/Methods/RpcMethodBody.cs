using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>
/// What a method does. An exception is turned into an error by the door's <see cref="IErrorTranslator"/>; what was
/// written until then is thrown away.
/// </summary>
/// <param name="call">Who calls.</param>
/// <param name="argument">The argument: an object or null; absent for methods without one.</param>
/// <param name="result">Takes the one value that is the result.</param>
public delegate ValueTask RpcMethodBody(RpcCall call, JsonValue argument, JsonOutput result);
