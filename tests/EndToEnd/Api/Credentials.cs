using System.Text.Json;

namespace OneLink.EndToEnd.Api;

/// <summary>What <c>credentials.json</c> tells of the demo account, as far as these tests use it.</summary>
internal sealed record Credentials(
    string AdminUrl,
    string EdgeUrl,
    string ClickhouseUrl,
    string ClickhouseUser,
    string ClickhousePassword,
    string Domain,
    string ApiKey,
    string ApiSecret,
    long AccountId,
    string UserAccessToken,
    string PlatformAccessToken,
    string OnsyncKey,
    string OnetalkApiKey,
    string Email,
    string Password)
{
    public static Credentials Read(string file)
        => JsonSerializer.Deserialize<Credentials>(File.ReadAllBytes(file), JsonSerializerOptions.Web)!;
}
