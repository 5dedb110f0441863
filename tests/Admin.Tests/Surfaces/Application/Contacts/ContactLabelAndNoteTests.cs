using System.Net;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Surfaces.Application.Contacts;

public sealed class ContactLabelAndNoteTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task Labels_Post_MakesTheListExactlyThis()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var agent = await tenant.AgentAsync();
        var id = await agent.ContactAsync(tenant, """{"name":"Ada"}""");
        var path = $"/contacts/{id}/labels";

        async Task<string> PostAsync(string json) => (await agent.PostAsync(tenant, path, json)).Is(HttpStatusCode.OK).Body!.ToJsonString();

        Assert.Equal("""{"payload":["b","free tag"]}""", await PostAsync("""{"labels":["b"," free tag ","b",""]}"""));
        Assert.Equal("""{"payload":["b","c"]}""", await PostAsync("""{"labels":["c","b"]}"""));
        (await agent.PostAsync(tenant, path, "{}")).Is(HttpStatusCode.UnprocessableEntity, """{"error":"param is missing or the value is empty: labels"}""");
        (await agent.PostAsync(tenant, path, """{"labels":[{"a":1}]}""")).IsInvalid("Labels must be a list of strings");
        Assert.Equal("""{"payload":["b","c"]}""", (await agent.GetAsync(tenant, path)).Body!.ToJsonString());
        Assert.Equal("""{"payload":[]}""", await PostAsync("""{"labels":[]}"""));
        (await agent.GetAsync(tenant, "/contacts/999999/labels")).Is(HttpStatusCode.NotFound);
        (await agent.PostAsync(tenant, "/contacts/999999/labels", """{"labels":["a"]}""")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Notes_LiveAndDieWithTheirAuthorNamed()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var agent = await tenant.AgentAsync("Bob");
        var id = await agent.ContactAsync(tenant, """{"name":"Ada"}""");
        var path = $"/contacts/{id}/notes";

        var first = (await agent.PostAsync(tenant, path, """{"note":{"content":"first"}}""")).Is(HttpStatusCode.OK).Body!;
        await agent.PostAsync(tenant, path, """{"content":"second"}""");
        (await agent.PostAsync(tenant, path, """{"note":{"content":" "}}""")).IsInvalid("Content can't be blank");
        var changed = await agent.Client.PatchAsync($"{tenant.Path}{path}/{first["id"]}", """{"note":{"content":"changed"}}""");

        Assert.Equal($"first Bob {tenant.AccountId} {id}", $"{first["content"]} {first["user"]!["name"]} {first["account_id"]} {first["contact_id"]}");
        Assert.Equal("changed", changed.Is(HttpStatusCode.OK).Text("content"));
        Assert.Equal(["second", "changed"], (await agent.GetAsync(tenant, path)).Body!.AsArray().Select(note => note!["content"]!.GetValue<string>()));
        (await agent.DeleteAsync(tenant, $"{path}/{first["id"]}")).Is(HttpStatusCode.OK);
        (await agent.GetAsync(tenant, $"{path}/{first["id"]}")).Is(HttpStatusCode.NotFound);
        (await agent.GetAsync(tenant, "/contacts/999999/notes")).Is(HttpStatusCode.NotFound);
    }
}
