using System.Net;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;

namespace OneLink.Admin.Tests.Surfaces.OnSync;

public sealed class OnSyncContactTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private AdminServer Server => fixture.Server;

    [Fact]
    public async Task Upsert_OfTheSeedsExample_MakesTheContact_WhichEverySurfaceSees()
    {
        var (tenant, client) = await JoinAsync();
        var made = (await client.PostAsync(
            "/v1/contacts",
            """
            {"firstName":"Sara","lastName":"Hussein","phone":"+971500000000","email":"Sara@Example.com","tags":["lead","expo"],"channel":"instagram",
             "properties":{"source":"Expo booth","language":"en","externalId":"crm_8740"}}
            """)).Is(HttpStatusCode.Created).Told();
        Assert.StartsWith("contact_", made.Text("id"), StringComparison.Ordinal);
        Assert.Equal($"org_{tenant.AccountId}", made.Text("orgId"));
        Assert.Equal(
            "Sara Hussein +971500000000 sara@example.com instagram",
            $"{made.Text("firstName")} {made.Text("lastName")} {made.Text("phone")} {made.Text("email")} {made.Text("channel")}");
        Assert.Equal("""["lead","expo"]""", made.Body!["tags"]!.ToJsonString());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"source":"Expo booth","language":"en","externalId":"crm_8740"}"""), made.Body["properties"]));

        var agent = await tenant.AgentAsync();
        var same = (await agent.GetAsync(tenant, $"/contacts/{Number(made)}")).Is(HttpStatusCode.OK).Body!["payload"]!;
        Assert.Equal("Sara Hussein crm_8740 Expo booth", $"{same["name"]} {same["identifier"]} {same["custom_attributes"]!["source"]}");
        Assert.Equal("""["lead","expo"]""", (await agent.GetAsync(tenant, $"/contacts/{Number(made)}/labels")).Payload().ToJsonString());

        // And back: what another surface changes is seen here.
        (await agent.PutAsync(tenant, $"/contacts/{Number(made)}", """{"name":"Sara Al Hussein"}""")).Is(HttpStatusCode.OK);
        var shown = (await client.GetJsonAsync($"/v1/contacts/{made.Text("id")}")).Is(HttpStatusCode.OK).Told();
        Assert.Equal("Sara Al Hussein", $"{shown.Text("firstName")} {shown.Text("lastName")}");
        Assert.Equal("0 0 0", $"{shown.Body!["conversationCount"]} {shown.Body["messageCount"]} {shown.Body["linkClicks"]}");
    }

    [Fact]
    public async Task Upsert_OfSomebodyKnown_UnitesTagsAndMergesProperties()
    {
        var (_, client) = await JoinAsync();
        var made = (await client.PostAsync(
            "/v1/contacts", """{"firstName":"Sara","lastName":"Hussein","phone":"+971500000000","tags":["lead"],"properties":{"a":1,"b":{"x":1},"c":3}}""")).Is(HttpStatusCode.Created);
        var again = (await client.PostAsync(
            "/v1/contacts", """{"lastName":"H.","phone":"+971 50 000 0000","email":null,"tags":["expo","lead"],"properties":{"b":{"y":2},"c":null,"d":4}}""")).Is(HttpStatusCode.OK);
        Assert.Equal(made.Text("id"), again.Text("id"));
        Assert.Equal("Sara H.", $"{again.Text("firstName")} {again.Text("lastName")}");
        Assert.Equal("""["lead","expo"]""", again.Body!["tags"]!.ToJsonString());
        Assert.Equal("""{"a":1,"b":{"y":2},"d":4}""", again.Body["properties"]!.ToJsonString());
        Assert.Equal(made.Text("createdAt"), again.Text("createdAt"));
    }

    /// <summary>
    /// Three contacts, each with one key; a wish names any keys, each of one of them or of nobody. Nobody met: made. One
    /// met: that one is changed. Several: nothing changes, and each is named with its key.
    /// </summary>
    [Fact]
    public async Task Upsert_ByAnyKeys_MeetsExactlyThoseWhoHaveThem()
    {
        var (tenant, client) = await JoinAsync();
        await tenant.SetHourlyLimitAsync(1_000_000);
        var round = 0;
        var wishes =
            from phone in Gen.Elements(-1, 0, 1, 2, 3)
            from email in Gen.Elements(-1, 0, 1, 2, 3)
            from external in Gen.Elements(-1, 0, 1, 2, 3)
            where phone >= 0 || email >= 0 || external >= 0
            select (phone, email, external);
        Prop.ForAll(Arb.From(wishes), wish => MeetsAsync(client, wish, Interlocked.Increment(ref round)).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(Draws.Of(60)));
    }

    private static async Task<bool> MeetsAsync(HttpClient client, (int Phone, int Email, int External) wish, int round)
    {
        // Each of the three has a full set of keys; 3 is nobody's.
        string Phone(int who) => $"+97150{round:D4}{who:D3}";
        string Email(int who) => $"p{round}.{who}@people.example";
        string External(int who) => $"crm {round} {who}";
        var ids = new List<string>();
        foreach (var who in Enumerable.Range(0, 3))
        {
            ids.Add((await client.PostAsync(
                "/v1/contacts", new JsonObject { ["phone"] = Phone(who), ["email"] = Email(who), ["properties"] = new JsonObject { ["externalId"] = External(who) } }.ToJsonString()))
                .Is(HttpStatusCode.Created).Text("id"));
        }

        var body = new JsonObject { ["firstName"] = "Changed" };
        var met = new Dictionary<string, string>(StringComparer.Ordinal);
        void Give(int who, string path, Action put)
        {
            if (who >= 0)
            {
                put();
            }

            if (who is >= 0 and < 3)
            {
                met[path] = ids[who];
            }
        }

        Give(wish.Phone, "phone", () => body["phone"] = Phone(wish.Phone));
        Give(wish.Email, "email", () => body["email"] = Email(wish.Email).ToUpperInvariant());
        Give(wish.External, "properties.externalId", () => body["properties"] = new JsonObject { ["externalId"] = External(wish.External) });
        var answer = await client.PostAsync("/v1/contacts", body.ToJsonString());
        switch (met.Values.Distinct(StringComparer.Ordinal).Count())
        {
            case 0:
                return answer.Status == HttpStatusCode.Created && !ids.Contains(answer.Text("id"), StringComparer.Ordinal);
            case 1:
                return answer.Status == HttpStatusCode.OK && answer.Text("id") == met.Values.First() && answer.Text("firstName") == "Changed";
            default:
                answer.Refuses(HttpStatusCode.Conflict, "duplicate");
                var named = answer.Body!["error"]!["details"]!.AsArray().ToDictionary(
                    issue => string.Join('.', issue!["path"]!.AsArray()), issue => issue!["contactId"]!.GetValue<string>(), StringComparer.Ordinal);
                var unchanged = true;
                foreach (var id in ids)
                {
                    unchanged &= (await client.GetJsonAsync($"/v1/contacts/{id}")).Body!["firstName"] is null;
                }

                return unchanged && named.Count == met.Count && met.All(pair => named[pair.Key] == pair.Value);
        }
    }

    [Fact]
    public async Task Upsert_AHundredAtOnce_MakesOneContact()
    {
        var (_, client) = await JoinAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => client.PostAsync(
            "/v1/contacts",
            (number % 3) switch
            {
                0 => $$"""{"phone":"+971500000077","email":"one@people.example","tags":["t{{number}}"]}""",
                1 => $$"""{"phone":"0500000077","properties":{"externalId":"one","p{{number}}":1} }""",
                _ => $$"""{"phone":"+971-50-000-0077","email":"ONE@people.example","firstName":"One"}""",
            })));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(99, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        var one = (await client.GetJsonAsync("/v1/contacts")).Body!["contacts"]!.AsArray().Single()!;
        Assert.Equal(34, one["tags"]!.AsArray().Count);
        Assert.Equal(34, one["properties"]!.AsObject().Count);
        Assert.Equal("One +971500000077 one@people.example", $"{one["firstName"]} {one["phone"]} {one["email"]}");
    }

    [Fact]
    public async Task Upsert_WithWrongFields_NamesAllAtOnce_AndMakesNothing()
    {
        var (_, client) = await JoinAsync();
        var refused = (await client.PostAsync(
            "/v1/contacts",
            $$"""{"firstName":7,"lastName":"{{new string('a', 256)}}","phone":"12","email":"nobody","tags":["a",5],"channel":"fax","properties":[1]}"""))
            .Refuses(HttpStatusCode.BadRequest, "validation_error");
        Assert.Equal(
            [
                "channel invalid_enum_value", "email invalid_string", "firstName invalid_type", "lastName too_big", "phone invalid_string", "properties invalid_type",
                "tags.1 invalid_type",
            ],
            refused.Issues());
        var first = refused.Body!["error"]!["details"]!.AsArray().Single(issue => issue!["path"]![0]!.GetValue<string>() == "firstName")!;
        Assert.Equal("string number Expected string, received number", $"{first["expected"]} {first["received"]} {first["message"]}");
        (await client.PostAsync("/v1/contacts", "{}")).Refuses(HttpStatusCode.BadRequest, "validation_error");
        Assert.Empty((await client.GetJsonAsync("/v1/contacts")).Body!["contacts"]!.AsArray());
    }

    [Fact]
    public async Task Update_ChangesWhatIsGiven_AndNullClears()
    {
        var (_, client) = await JoinAsync();
        var made = (await client.PostAsync(
            "/v1/contacts", """{"firstName":"Sara","lastName":"Hussein","phone":"+971500000000","email":"s@example.com","tags":["lead","expo"],"properties":{"a":1,"b":2,"externalId":"x"}}""")).Is(HttpStatusCode.Created);
        var path = $"/v1/contacts/{made.Text("id")}";
        var changed = (await client.SendJsonAsync(HttpMethod.Patch, path, """{"lastName":null,"phone":"0500000009","email":null,"tags":["vip"],"properties":{"a":null,"c":3}}""")).Is(HttpStatusCode.OK).Told();
        Assert.Equal("Sara", changed.Text("firstName"));
        Assert.Null(changed.Body!["lastName"]);
        Assert.Null(changed.Body["email"]);
        Assert.Equal("+971500000009", changed.Text("phone"));
        Assert.Equal("""["vip"]""", changed.Body["tags"]!.ToJsonString());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"b":2,"c":3,"externalId":"x"}"""), changed.Body["properties"]));
        Assert.Equal(changed.Body["updatedAt"]!.GetValue<string>(), (await client.GetJsonAsync(path)).Text("updatedAt"));

        var other = (await client.PostAsync("/v1/contacts", """{"phone":"+971500000010"}""")).Is(HttpStatusCode.Created).Text("id");
        var taken = (await client.SendJsonAsync(HttpMethod.Patch, $"/v1/contacts/{other}", """{"phone":"+971500000009"}""")).Refuses(HttpStatusCode.Conflict, "duplicate");
        Assert.Equal(made.Text("id"), taken.Body!["error"]!["details"]![0]!["contactId"]!.GetValue<string>());
        foreach (var nobody in new[] { "contact_999999999", "999999999", "contact_x", made.Text("id")["contact_".Length..] })
        {
            (await client.SendJsonAsync(HttpMethod.Patch, $"/v1/contacts/{nobody}", "{}")).Refuses(HttpStatusCode.NotFound, "not_found");
            (await client.GetJsonAsync($"/v1/contacts/{nobody}")).Refuses(HttpStatusCode.NotFound, "not_found");
        }
    }

    [Fact]
    public async Task List_ByCursor_ShowsEachOnce_WhateverIsMadeMeanwhile()
    {
        var (_, client) = await JoinAsync();
        foreach (var number in Enumerable.Range(0, 7))
        {
            await client.PostAsync("/v1/contacts", $$"""{"firstName":"Number {{number}}","email":"n{{number}}@list.example","tags":["{{(number % 2 == 0 ? "even" : "odd")}}"]}""");
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await client.GetJsonAsync("/v1/contacts?limit=3" + (cursor is null ? "" : "&cursor=" + cursor))).Is(HttpStatusCode.OK).Told();
            seen.AddRange(Emails(page));
            cursor = page.Body!["nextCursor"]?.GetValue<string>();
            await client.PostAsync("/v1/contacts", $$"""{"email":"late{{seen.Count}}@list.example"}""");
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(0, 7).Reverse().Select(number => $"n{number}@list.example"), seen);
        Assert.Equal(4, Emails(await client.GetJsonAsync("/v1/contacts?tag=even")).Count);
        Assert.Equal(["n5@list.example"], Emails(await client.GetJsonAsync("/v1/contacts?search=NUMBER%205")));
        Assert.Equal(["n5@list.example"], Emails(await client.GetJsonAsync("/v1/contacts?search=n5")));
        Assert.Empty(Emails(await client.GetJsonAsync("/v1/contacts?search=nobody&tag=even")));
    }

    [Fact]
    public async Task List_OfChangesSinceATime_GoesInTheirOrder()
    {
        var (_, client) = await JoinAsync();
        var first = (await client.PostAsync("/v1/contacts", """{"email":"a@changes.example"}""")).Text("updatedAt");
        await Task.Delay(2);
        foreach (var name in new[] { "b", "c", "d" })
        {
            await client.PostAsync("/v1/contacts", $$"""{"email":"{{name}}@changes.example"}""");
        }

        await Task.Delay(2);
        await client.PostAsync("/v1/contacts", """{"email":"b@changes.example","firstName":"B"}""");
        var page = (await client.GetJsonAsync($"/v1/contacts?limit=2&updatedAfter={first}")).Is(HttpStatusCode.OK);
        Assert.Equal(["c@changes.example", "d@changes.example"], Emails(page));
        Assert.Equal(["b@changes.example"], Emails(await client.GetJsonAsync($"/v1/contacts?limit=2&updatedAfter={first}&cursor={page.Text("nextCursor")}")));
    }

    [Fact]
    public async Task List_WithAWrongQuery_NamesAllThatIsWrong()
    {
        var (_, client) = await JoinAsync();
        Assert.Equal(
            ["cursor custom", "limit too_big", "updatedAfter invalid_string"],
            (await client.GetJsonAsync("/v1/contacts?limit=201&cursor=x&updatedAfter=yesterday")).Refuses(HttpStatusCode.BadRequest, "validation_error").Issues());
        Assert.Equal(["limit too_small"], (await client.GetJsonAsync("/v1/contacts?limit=0")).Refuses(HttpStatusCode.BadRequest, "validation_error").Issues());
        Assert.Equal(["limit invalid_type"], (await client.GetJsonAsync("/v1/contacts?limit=all")).Refuses(HttpStatusCode.BadRequest, "validation_error").Issues());
    }

    [Fact]
    public async Task Batch_TakesEachByItself()
    {
        var (_, client) = await JoinAsync();
        await client.PostAsync("/v1/contacts", """{"phone":"+971500000001"}""");
        await client.PostAsync("/v1/contacts", """{"email":"two@batch.example"}""");
        var answer = (await client.PostAsync(
            "/v1/contacts/batch",
            """
            {"contacts":[{"phone":"+971500000003"},{"phone":"0500000001","firstName":"One"},{"phone":"+971500000001","email":"two@batch.example"},
             {"phone":"x","email":"y"},7,{"phone":"+971500000003","tags":["again"]}]}
            """)).Is(HttpStatusCode.OK).Told();
        Assert.Equal("1 2 3", $"{answer.Body!["created"]} {answer.Body["updated"]} {answer.Body["failed"]}");
        var results = answer.Body["results"]!.AsArray();
        Assert.Equal([201, 200, 409, 400, 400, 200], results.Select(result => result!["status"]!.GetValue<int>()));
        Assert.Equal(results[0]!["id"]!.GetValue<string>(), results[5]!["id"]!.GetValue<string>());
        Assert.Equal(2, results[3]!["error"]!["details"]!.AsArray().Count);
        Assert.Equal(3, (await client.GetJsonAsync("/v1/contacts")).Body!["contacts"]!.AsArray().Count);
    }

    [Fact]
    public async Task Batch_OfAThousand_IsTaken_AndOneMoreIsNot()
    {
        var (_, client) = await JoinAsync();
        static string Contacts(int count) => new JsonArray([.. Enumerable.Range(0, count).Select(number => new JsonObject { ["phone"] = $"+9715{number:D8}" })]).ToJsonString();
        Assert.Equal(1_000, (await client.PostAsync("/v1/contacts/batch", $$"""{"contacts":{{Contacts(1_000)}}}""")).Is(HttpStatusCode.OK).Body!["created"]!.GetValue<int>());
        Assert.Equal(1_000, (await client.PostAsync("/v1/contacts/batch", Contacts(1_000))).Is(HttpStatusCode.OK).Body!["updated"]!.GetValue<int>());
        Assert.Equal(["contacts too_big"], (await client.PostAsync("/v1/contacts/batch", $$"""{"contacts":{{Contacts(1_001)}}}""")).Refuses(HttpStatusCode.BadRequest, "validation_error").Issues());
        Assert.Equal(["contacts invalid_type"], (await client.PostAsync("/v1/contacts/batch", "{}")).Refuses(HttpStatusCode.BadRequest, "validation_error").Issues());
    }

    [Fact]
    public async Task Contact_ThatOthersWentInto_ShowsWhoTheyWere()
    {
        var (tenant, client) = await JoinAsync();
        var agent = await tenant.AgentAsync();
        var stays = (await client.PostAsync("/v1/contacts", """{"firstName":"Sara","phone":"+971500000000"}""")).Is(HttpStatusCode.Created);
        var goes = (await client.PostAsync("/v1/contacts", """{"firstName":"S.","email":"s@example.com","properties":{"externalId":"crm_1"}}""")).Is(HttpStatusCode.Created);
        (await agent.PostAsync(tenant, "/actions/contact_merge", $$"""{"base_contact_id":{{Number(stays)}},"mergee_contact_id":{{Number(goes)}}}""")).Is(HttpStatusCode.OK);
        var shown = (await client.GetJsonAsync($"/v1/contacts/{stays.Text("id")}")).Is(HttpStatusCode.OK);
        var merged = shown.Body!["mergedContacts"]!.AsArray().Single()!;
        Assert.Equal($"{goes.Text("id")} S. s@example.com crm_1", $"{merged["id"]} {merged["name"]} {merged["email"]} {merged["externalId"]}");
        Assert.Equal("s@example.com", shown.Text("email"));
        (await client.GetJsonAsync($"/v1/contacts/{goes.Text("id")}")).Refuses(HttpStatusCode.NotFound, "not_found");
    }

    private async Task<(Tenant Tenant, HttpClient Client)> JoinAsync()
    {
        var tenant = await Tenant.JoinAsync(Server);
        await tenant.SetRegionAsync("AE");
        return (tenant, await tenant.OnSyncAsync(Server));
    }

    private static string Number(Answer answer) => answer.Text("id")["contact_".Length..];

    private static List<string> Emails(Answer page) => [.. page.Is(HttpStatusCode.OK).Body!["contacts"]!.AsArray().Select(contact => contact!["email"]!.GetValue<string>())];
}
