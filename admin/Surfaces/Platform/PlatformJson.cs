using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Platform;

/// <summary>What the Platform API sends: names in snake case, nulls written unless a member says otherwise.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<PlatformAccountResponse>))]
[JsonSerializable(typeof(IReadOnlyList<AccountUserResponse>))]
[JsonSerializable(typeof(PlatformUserResponse))]
[JsonSerializable(typeof(SignInLinkResponse))]
[JsonSerializable(typeof(UserTokenResponse))]
[JsonSerializable(typeof(IReadOnlyList<PlatformBotResponse>))]
internal sealed partial class PlatformJson : JsonSerializerContext
{
    // Made when first asked for: the order in which the initializers of a partial class run is not defined.
    public static PlatformJson Relaxed => field ??= new(RelaxedJson.Of(Default.Options));
}
