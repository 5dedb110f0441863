using System.Text.Json.Serialization;

namespace OneLink.Admin.Idempotency;

[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class IdempotencyJson : JsonSerializerContext;
