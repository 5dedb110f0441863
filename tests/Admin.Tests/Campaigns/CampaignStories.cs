using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Audiences;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;

namespace OneLink.Admin.Tests.Campaigns;

/// <summary>Steps that stories about campaigns share.</summary>
internal static class CampaignStories
{
    /// <summary>An audience of some contacts. How one comes of clicks is another story, for which ClickHouse is needed.</summary>
    public static Task<long> AudienceAsync(this AdminServer server, long accountId, params IReadOnlyList<long> contacts)
        => server.Services.GetRequiredService<IDatabase>().WriteAsync(
            async scope =>
            {
                var audience = new Audience { Id = 0, AccountId = accountId, Name = "Some", Question = "{}", CreatedAt = 1, UpdatedAt = 1 };
                audience = audience with { Id = await AudienceRepository.InsertAsync(scope, audience) };
                await AudienceMembers.ReplaceAsync(scope, audience, contacts);
                return audience.Id;
            },
            CancellationToken.None);

    /// <summary>A draft; returns its number.</summary>
    public static async Task<long> DraftAsync(this Person person, Tenant tenant, long inbox, long audience, string more)
        => (await person.PostAsync(tenant, "/campaigns", $$"""{"title":"Spring sale","inbox_id":{{inbox}},"audience_id":{{audience}},{{more}}}""")).Is(HttpStatusCode.OK).Body!["id"]!.GetValue<long>();

    public static async Task<JsonNode> ActAsync(this Person person, Tenant tenant, long campaign, string action)
        => (await person.PostAsync(tenant, $"/campaigns/{campaign}/{action}", "{}")).Is(HttpStatusCode.OK).Body!;

    public static async Task<JsonNode> CampaignAsync(this Person person, Tenant tenant, long campaign)
        => (await person.GetAsync(tenant, $"/campaigns/{campaign}")).Is(HttpStatusCode.OK).Body!;

    /// <summary>The counts that are not 0: <c>waiting 2, sent 1, opted_out 1</c>.</summary>
    public static string Counts(this JsonNode campaign)
    {
        var counts = campaign["counts"]!.AsObject();
        return string.Join(", ", counts.Where(count => count.Key is not ("total" or "skipped")).Concat(counts["skipped"]!.AsObject().OrderBy(count => count.Key, StringComparer.Ordinal))
            .Where(count => count.Value!.GetValue<long>() != 0).Select(count => $"{count.Key} {count.Value}"));
    }
}
