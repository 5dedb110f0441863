using System.Text.Json.Serialization;

namespace OneLink.Admin.Channels;

/// <summary>What is stored of channels as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ChannelCredentials))]
internal sealed partial class ChannelJson : JsonSerializerContext;
