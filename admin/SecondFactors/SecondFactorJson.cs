using System.Text.Json.Serialization;

namespace OneLink.Admin.SecondFactors;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SecondFactorResponse))]
[JsonSerializable(typeof(NewSecondFactorResponse))]
[JsonSerializable(typeof(RecoveryCodesResponse))]
internal sealed partial class SecondFactorJson : JsonSerializerContext;
