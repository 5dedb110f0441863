using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Access;
using OneLink.Admin.Access.IntegrationKeys;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Surfaces.OnSync;

public sealed class OnSyncGateTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private AdminServer Server => fixture.Server;

    [Fact]
    public async Task Me_OfTheDemoKey_SaysWhoseItIsAndWhatItMayDo()
    {
        using var client = OnSyncStories.Bearer(Server, Server.Credentials["onsyncKey"]!.GetValue<string>());
        var me = (await client.GetJsonAsync("/v1/me")).Is(HttpStatusCode.OK).Told();
        Assert.Equal($"org_{Server.Credentials["accountId"]}", me.Text("orgId"));
        Assert.Equal(OnSyncScope.All, me.Body!["scopes"]!.AsArray().Select(scope => scope!.GetValue<string>()));
        Assert.Equal(1_000, int.Parse(me.Header("X-RateLimit-Limit")!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Request_WithoutAKnownKey_Is401_WhateverItAsks()
    {
        using var nobody = new HttpClient { BaseAddress = Server.BaseAddress };
        using var stranger = OnSyncStories.Bearer(Server, "onsync_pk_live_unknown");
        using var otherApi = OnSyncStories.Bearer(Server, Server.Credentials["onetalkApiKey"]!.GetValue<string>());
        foreach (var client in new[] { nobody, stranger, otherApi })
        {
            (await client.GetJsonAsync("/v1/me")).Refuses(HttpStatusCode.Unauthorized, "unauthorized");
            (await client.GetJsonAsync("/v1/nothing")).Refuses(HttpStatusCode.Unauthorized, "unauthorized");
            (await client.PostAsync("/v1/contacts", "{not json")).Refuses(HttpStatusCode.Unauthorized, "unauthorized");
        }
    }

    [Fact]
    public async Task Request_OfASuspendedAccount_Is401()
    {
        var tenant = await Tenant.JoinAsync(Server);
        using var client = await tenant.OnSyncAsync(Server);
        await tenant.SuspendAsync();
        (await client.GetJsonAsync("/v1/me")).Refuses(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Theory]
    [InlineData("GET", "/v1/contacts", OnSyncScope.ReadContacts)]
    [InlineData("GET", "/v1/contacts/contact_1", OnSyncScope.ReadContacts)]
    [InlineData("POST", "/v1/contacts", OnSyncScope.WriteContacts)]
    [InlineData("POST", "/v1/contacts/batch", OnSyncScope.WriteContacts)]
    [InlineData("PATCH", "/v1/contacts/contact_1", OnSyncScope.WriteContacts)]
    public async Task Request_WithoutTheScope_Is403NamingIt_BeforeTheBodyIsRead(string method, string path, string scope)
    {
        var tenant = await Tenant.JoinAsync(Server);
        using var client = await tenant.OnSyncAsync(Server, [.. OnSyncScope.All.Where(one => one != scope)]);
        var refused = (await client.SendJsonAsync(new HttpMethod(method), path, "{not json")).Refuses(HttpStatusCode.Forbidden, "forbidden");
        Assert.Contains(scope, refused.Body!["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_ThatCannotBeRead_AreAnsweredInTheSameShape()
    {
        var tenant = await Tenant.JoinAsync(Server);
        using var client = await tenant.OnSyncAsync(Server);
        (await client.PostAsync("/v1/contacts", "{not json")).Refuses(HttpStatusCode.BadRequest, "bad_request");
        (await client.PostAsync("/v1/contacts", "[]")).Refuses(HttpStatusCode.BadRequest, "validation_error");
        (await client.SendJsonAsync(HttpMethod.Post, "/v1/contacts", "a=b", "application/x-www-form-urlencoded")).Refuses(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        (await client.PostAsync("/v1/contacts", $$"""{"firstName":"{{new string('a', 2_000_000)}}"}""")).Refuses(HttpStatusCode.RequestEntityTooLarge, "payload_too_large");
        (await client.GetJsonAsync("/v1/nothing")).Refuses(HttpStatusCode.NotFound, "not_found");
        (await client.DeleteJsonAsync("/v1/contacts")).Refuses(HttpStatusCode.NotFound, "not_found");
    }

    /// <summary>Whatever is asked of whatever call there is, by whomever: the answer says which request it answers, and when.</summary>
    [Fact]
    public async Task Answer_OfEachCall_HasRequestIdAndTimestamp()
    {
        var tenant = await Tenant.JoinAsync(Server);
        await tenant.SetHourlyLimitAsync(100_000);
        using var client = await tenant.OnSyncAsync(Server);
        using var manager = await tenant.ApiKeyAsync(Server, "keys:write");
        using var nobody = new HttpClient { BaseAddress = Server.BaseAddress };
        var calls = Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText is { } path && path.StartsWith("/v1/", StringComparison.Ordinal) && !path.StartsWith("/v1/user", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET", "PUT"], (endpoint, method) => (Method: method, Path: endpoint.RoutePattern.RawText!))
            .ToList();
        Assert.InRange(calls.Count, 25, int.MaxValue);
        foreach (var (method, pattern) in calls)
        {
            foreach (var (id, body) in ((string, string)[])[("1", "{}"), ("webhook_1", "{not json")])
            {
                var path = string.Join('/', pattern.Split('/').Select(segment => segment.StartsWith('{') ? id : segment));
                foreach (var caller in (HttpClient[])[client, manager, nobody])
                {
                    var answer = method is "GET" ? await caller.GetJsonAsync(path) : await caller.SendJsonAsync(new HttpMethod(method), path, body);
                    Assert.True(answer.Body is not null, $"{method} {path} {answer.Status}");
                    answer.Told();
                }
            }
        }
    }

    [Fact]
    public async Task HourlyLimit_IsExactUnderConcurrency_AndCountsRefusals()
    {
        const int Limit = 60;
        var (tenant, other) = (await Tenant.JoinAsync(Server), await Tenant.JoinAsync(Server));
        await tenant.SetHourlyLimitAsync(Limit);
        using var one = await tenant.OnSyncAsync(Server);
        using var two = await tenant.OnSyncAsync(Server, OnSyncScope.ReadMessages);

        // Of the two keys one may not list contacts: what is refused counts as well.
        var refusedFirst = (await two.GetJsonAsync("/v1/contacts?limit=1")).Is(HttpStatusCode.Forbidden);
        var answers = await Task.WhenAll(Enumerable.Range(0, 3 * Limit).Select(number => (number % 2 == 0 ? one : two).GetJsonAsync("/v1/contacts?limit=1")));
        answers = [refusedFirst, .. answers];

        Assert.Equal(Limit, answers.Count(answer => answer.Status != HttpStatusCode.TooManyRequests));
        Assert.Equal(
            Enumerable.Range(0, Limit),
            answers.Where(answer => answer.Status != HttpStatusCode.TooManyRequests)
                .Select(answer => int.Parse(answer.Header("X-RateLimit-Remaining")!, System.Globalization.CultureInfo.InvariantCulture)).Order());
        var refused = answers.First(answer => answer.Status == HttpStatusCode.TooManyRequests).Refuses(HttpStatusCode.TooManyRequests, "rate_limited");
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 3600 / Limit);
        Assert.Equal("60", refused.Header("X-RateLimit-Limit"));
        Assert.Equal("0", refused.Header("X-RateLimit-Remaining"));

        using var elsewhere = await other.OnSyncAsync(Server);
        (await elsewhere.GetJsonAsync("/v1/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Key_ManagedWithAnApiKey_WorksAndEndsAtOnce()
    {
        var tenant = await Tenant.JoinAsync(Server);
        using var manager = await tenant.ApiKeyAsync(Server, Scope.KeysWrite);
        var made = (await manager.PostAsync("/v1/keys", """{"name":"Staging","scopes":["read:contacts"]}""")).Is(HttpStatusCode.Created).Told();
        Assert.StartsWith("onsync_pk_live_", made.Text("key"), StringComparison.Ordinal);
        Assert.StartsWith(made.Text("keyPrefix"), made.Text("key"), StringComparison.Ordinal);
        using var client = OnSyncStories.Bearer(Server, made.Text("key"));
        (await client.GetJsonAsync("/v1/contacts")).Is(HttpStatusCode.OK);
        (await client.PostAsync("/v1/contacts", """{"phone":"+971500000001"}""")).Refuses(HttpStatusCode.Forbidden, "forbidden");

        (await manager.PatchAsync($"/v1/keys/{made.Text("id")}", """{"scopes":["write:contacts"]}""")).Is(HttpStatusCode.OK);
        (await client.GetJsonAsync("/v1/contacts")).Refuses(HttpStatusCode.Forbidden, "forbidden");
        (await client.PostAsync("/v1/contacts", """{"phone":"+971500000001"}""")).Is(HttpStatusCode.Created);

        var shown = (await manager.GetJsonAsync("/v1/keys")).Is(HttpStatusCode.OK).Told().Body!["keys"]!.AsArray().Single()!;
        Assert.NotNull(shown["lastUsedAt"]);
        Assert.Null(shown["key"]);

        var rotated = (await manager.PostAsync($"/v1/keys/{made.Text("id")}/rotate", "{}")).Is(HttpStatusCode.OK);
        (await client.GetJsonAsync("/v1/me")).Refuses(HttpStatusCode.Unauthorized, "unauthorized");
        using var again = OnSyncStories.Bearer(Server, rotated.Text("key"));
        (await again.GetJsonAsync("/v1/me")).Is(HttpStatusCode.OK);

        (await manager.DeleteJsonAsync($"/v1/keys/{made.Text("id")}")).Is(HttpStatusCode.OK).Told();
        (await again.GetJsonAsync("/v1/me")).Refuses(HttpStatusCode.Unauthorized, "unauthorized");
        (await manager.DeleteJsonAsync($"/v1/keys/{made.Text("id")}")).Refuses(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Key_OfAnotherAccount_IsNotThere()
    {
        var (mine, theirs) = (await Tenant.JoinAsync(Server), await Tenant.JoinAsync(Server));
        using var me = await mine.ApiKeyAsync(Server, Scope.KeysWrite);
        using var them = await theirs.ApiKeyAsync(Server, Scope.KeysWrite);
        var id = (await them.PostAsync("/v1/keys", """{"name":"Theirs","scopes":["read:contacts"]}""")).Is(HttpStatusCode.Created).Text("id");
        (await me.GetJsonAsync($"/v1/keys/{id}")).Refuses(HttpStatusCode.NotFound, "not_found");
        (await me.PatchAsync($"/v1/keys/{id}", """{"name":"Mine"}""")).Refuses(HttpStatusCode.NotFound, "not_found");
        (await me.PostAsync($"/v1/keys/{id}/rotate", "{}")).Refuses(HttpStatusCode.NotFound, "not_found");
        (await me.DeleteJsonAsync($"/v1/keys/{id}")).Refuses(HttpStatusCode.NotFound, "not_found");
        Assert.Empty((await me.GetJsonAsync("/v1/keys")).Body!["keys"]!.AsArray());
        Assert.Single((await them.GetJsonAsync("/v1/keys")).Body!["keys"]!.AsArray());
    }

    [Fact]
    public async Task Keys_AreNotManagedByKeysOfThisApi_NorWithoutTheScope()
    {
        var tenant = await Tenant.JoinAsync(Server);
        using var client = await tenant.OnSyncAsync(Server);
        (await client.GetJsonAsync("/v1/keys")).Refuses(HttpStatusCode.Unauthorized, "unauthorized");
        using var reader = await tenant.ApiKeyAsync(Server, Scope.LinksRead);
        Assert.Contains(
            Scope.KeysWrite, (await reader.PostAsync("/v1/keys", "{}")).Refuses(HttpStatusCode.Forbidden, "forbidden").Body!["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_WithWrongFields_IsRefusedWithAllThatIsWrong()
    {
        var tenant = await Tenant.JoinAsync(Server);
        using var manager = await tenant.ApiKeyAsync(Server, Scope.KeysWrite);
        Assert.Equal(
            ["name invalid_type", "scopes.1 invalid_enum_value"],
            (await manager.PostAsync("/v1/keys", """{"scopes":["read:contacts","links:read"]}""")).Refuses(HttpStatusCode.BadRequest, "validation_error").Issues());
        Assert.Equal(
            ["name too_small", "scopes too_small"],
            (await manager.PostAsync("/v1/keys", """{"name":" ","scopes":[]}""")).Refuses(HttpStatusCode.BadRequest, "validation_error").Issues());
    }
}
