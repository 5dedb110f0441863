using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Access;
using OneLink.Admin.Access.ApiKeys;
using OneLink.Admin.Access.IntegrationKeys;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Surfaces.OnSync;

/// <summary>Steps that stories about the OnSync API share.</summary>
internal static class OnSyncStories
{
    /// <summary>A program with a key of the account; without scopes it has all.</summary>
    public static async Task<HttpClient> OnSyncAsync(this Tenant tenant, AdminServer server, params string[] scopes)
    {
        var outcome = await server.Services.GetRequiredService<IntegrationKeyChanges>().CreateAsync(
            Actor.System(tenant.AccountId),
            new IntegrationKeyInput { Name = "Test", Scopes = new(IsGiven: true, scopes.Length == 0 ? OnSyncScope.All : scopes) },
            CancellationToken.None);
        Assert.True(outcome.TryGet(out var made));
        return Bearer(server, made.Secret);
    }

    public static HttpClient Bearer(AdminServer server, string key) => Bearer(server.BaseAddress, key);

    public static HttpClient Bearer(Uri address, string key)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A program with an API key of the account.</summary>
    public static async Task<HttpClient> ApiKeyAsync(this Tenant tenant, AdminServer server, params string[] scopes)
    {
        var made = NewApiKey.Create(tenant.AccountId, "Test", scopes, expiresAt: null, TimeProvider.System.GetUtcNow());
        await server.Services.GetRequiredService<IDatabase>().WriteAsync(scope => ApiKeyRepository.InsertAsync(scope, made.Key), CancellationToken.None);
        var client = new HttpClient { BaseAddress = server.BaseAddress };
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Api-Key", made.Key.PublicKey);
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Api-Secret", made.Secret);
        return client;
    }

    public static Task SetRegionAsync(this Tenant tenant, string region) => tenant.RunAsync($$"""UPDATE accounts SET settings = '{"region":"{{region}}"}' WHERE id = @AccountId""");

    public static Task SetHourlyLimitAsync(this Tenant tenant, int limit)
        => tenant.RunAsync($$"""UPDATE accounts SET limits = '{"onsync_requests_per_hour":{{limit}}}' WHERE id = @AccountId""");

    /// <summary>Asserts a refusal's shape, which is the same for all.</summary>
    public static Answer Refuses(this Answer answer, HttpStatusCode status, string code)
    {
        var error = answer.Is(status).Told().Body!["error"]!;
        Assert.Equal(code, error["code"]!.GetValue<string>());
        Assert.NotEmpty(error["message"]!.GetValue<string>());
        Assert.IsType<JsonArray>(error["details"]);
        return answer;
    }

    /// <summary>Every answer says which request it answers, and when.</summary>
    public static Answer Told(this Answer answer)
    {
        Assert.StartsWith("req_", answer.Text("requestId"), StringComparison.Ordinal);
        Assert.Equal(answer.Header("X-Request-Id"), answer.Text("requestId"));
        Assert.True(DateTimeOffset.TryParse(answer.Text("timestamp"), System.Globalization.CultureInfo.InvariantCulture, out _));
        return answer;
    }

    /// <summary>The issues of a refusal: <c>path code</c>.</summary>
    public static IReadOnlyList<string> Issues(this Answer answer)
        => [.. answer.Body!["error"]!["details"]!.AsArray().Select(issue => $"{string.Join('.', issue!["path"]!.AsArray())} {issue["code"]}").Order(StringComparer.Ordinal)];
}
