using System.Text.Json.Serialization;

namespace OneLink.Admin.Conversations;

/// <summary>As admins tell each other.</summary>
[JsonSerializable(typeof(TypingChange))]
internal sealed partial class TypingJson : JsonSerializerContext;
