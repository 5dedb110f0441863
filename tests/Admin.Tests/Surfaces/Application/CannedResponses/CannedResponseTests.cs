using System.Net;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;

namespace OneLink.Admin.Tests.Surfaces.Application.CannedResponses;

public sealed class CannedResponseTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task CannedResponses_OfAnAccount_AreEverybodysToKeep()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var agent = await tenant.AgentAsync();

        var made = (await agent.PostAsync(tenant, "/canned_responses", """{"short_code":"hi","content":"Hello!"}""")).Is(HttpStatusCode.OK).Body!;
        (await agent.PostAsync(tenant, "/canned_responses", """{"canned_response":{"short_code":"bye","content":"Say hi to them"}}""")).Is(HttpStatusCode.OK);
        var changed = (await agent.Client.PatchAsync($"{tenant.Path}/canned_responses/{made["id"]}", """{"content":"Hello there"}""")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(("hi", "Hello there", tenant.AccountId), (changed["short_code"]!.GetValue<string>(), changed["content"]!.GetValue<string>(), changed["account_id"]!.GetValue<long>()));
        Assert.Equal("hi bye", Codes(await agent.GetAsync(tenant, "/canned_responses")));
        Assert.Equal("hi bye", Codes(await agent.GetAsync(tenant, "/canned_responses?search=HI")));
        Assert.Equal("bye", Codes(await agent.GetAsync(tenant, "/canned_responses?search=by")));
        (await agent.PostAsync(tenant, "/canned_responses", """{"short_code":"hi","content":"x"}""")).IsInvalid("Short code has already been taken");
        (await agent.PostAsync(tenant, "/canned_responses", """{"short_code":" "}""")).IsInvalid("Content can't be blank, Short code can't be blank");
        (await agent.DeleteAsync(tenant, $"/canned_responses/{made["id"]}")).Is(HttpStatusCode.OK);
        (await agent.DeleteAsync(tenant, $"/canned_responses/{made["id"]}")).Is(HttpStatusCode.NotFound);
    }

    private static string Codes(Answer answer) => string.Join(' ', answer.Is(HttpStatusCode.OK).Body!.AsArray().Select(response => response!["short_code"]!.GetValue<string>()));
}
