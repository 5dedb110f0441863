using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Presence;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Surfaces.Application.Contacts;

public sealed class ContactListTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private AdminServer Server => fixture.Server;

    [Fact]
    public async Task List_PagesOfFifteen_CountAllButVisitors()
    {
        var (tenant, agent) = await AgentAsync();
        foreach (var number in Enumerable.Range(1, 17))
        {
            await agent.ContactAsync(tenant, $$"""{"name":"c{{number}}","identifier":"i{{number}}"}""");
        }

        await agent.ContactAsync(tenant, """{"name":"visitor"}""");

        var first = await agent.GetAsync(tenant, "/contacts");
        var second = await agent.GetAsync(tenant, "/contacts?page=2");
        var odd = await agent.GetAsync(tenant, "/contacts?page=x\"y");

        Assert.Equal(15, first.Payload().Count);
        Assert.Equal("""{"count":17,"current_page":1}""", first.Meta().ToJsonString());
        Assert.Equal("c16 c17", second.Names());
        Assert.Equal("""{"count":17,"current_page":"2"}""", second.Meta().ToJsonString());
        Assert.Equal("x\"y", odd.Meta()["current_page"]!.GetValue<string>());
        Assert.Empty((await agent.GetAsync(tenant, "/contacts?page=3")).Payload());
    }

    [Theory]
    [InlineData("name", "anna Berta Zoe")]
    [InlineData("-name", "Zoe Berta anna")]
    [InlineData("email", "Berta Zoe anna")]
    [InlineData("-email", "Zoe Berta anna")]
    [InlineData("company", "Zoe Berta anna")]
    [InlineData("-company", "Berta Zoe anna")]
    [InlineData("country", "Berta anna Zoe")]
    [InlineData("-country", "Berta Zoe anna")]
    [InlineData("created_at", "Berta anna Zoe")]
    [InlineData("-created_at", "Zoe anna Berta")]
    [InlineData("nonsense", "Berta anna Zoe")]
    public async Task List_Sorted_PutsContactsWithoutTheValueLast(string sort, string names)
    {
        var (tenant, agent) = await AgentAsync();
        await agent.ContactAsync(tenant, """{"name":"Berta","email":"b@example.com","additional_attributes":{"company_name":"Beta","country":"Norway"}}""");
        await agent.ContactAsync(tenant, """{"name":"anna","identifier":"a"}""");
        await agent.ContactAsync(tenant, """{"name":"Zoe","email":"z@example.com","additional_attributes":{"company_name":"Alpha"}}""");

        Assert.Equal(names, (await agent.GetAsync(tenant, "/contacts?sort=" + sort)).Names());
    }

    [Fact]
    public async Task List_Labels_GivesContactsWithAnyOfThem()
    {
        var (tenant, agent) = await AgentAsync();
        foreach (var (name, labels) in ((string, string)[])[("one", "\"a\""), ("two", "\"b\",\"a\""), ("three", "\"c\"")])
        {
            var id = await agent.ContactAsync(tenant, $$"""{"name":"{{name}}","identifier":"{{name}}"}""");
            await agent.PostAsync(tenant, $"/contacts/{id}/labels", $$"""{"labels":[{{labels}}]}""");
        }

        var answer = await agent.GetAsync(tenant, "/contacts?labels[]=a&labels[]=b");

        Assert.Equal("one two", answer.Names());
        Assert.Equal(2, answer.Meta()["count"]!.GetValue<long>());
    }

    [Fact]
    public async Task Search_SixteenMatches_TellsThatThereIsMore()
    {
        var (tenant, agent) = await AgentAsync();
        foreach (var number in Enumerable.Range(1, 16))
        {
            await agent.ContactAsync(tenant, $$"""{"name":"Smith {{number}}"}""");
        }

        var first = await agent.GetAsync(tenant, "/contacts/search?q=smith");
        var second = await agent.GetAsync(tenant, "/contacts/search?q=smith&page=2");

        Assert.Equal("""{"count":15,"current_page":1,"has_more":true}""", first.Meta().ToJsonString());
        Assert.Equal("""{"count":1,"current_page":"2","has_more":false}""", second.Meta().ToJsonString());
    }

    [Theory]
    [InlineData("ÅSE", "Åse")]
    [InlineData("se", "Åse")]
    [InlineData("å", "Åse")]
    [InlineData("EXAMPLE.com", "Åse")]
    [InlineData("%2B4790", "Åse")]
    [InlineData("ID-Seven", "Åse")]
    [InlineData("id-seven", "")]
    [InlineData("100%25_'\"", "Percent 100%_'\"")]
    [InlineData("_", "Percent 100%_'\"")]
    [InlineData("absent", "")]
    [InlineData("\"", "Percent 100%_'\"")]
    public async Task Search_AnyPart_IsFoundAsWritten(string query, string names)
    {
        var (tenant, agent) = await AgentAsync();
        await agent.ContactAsync(tenant, """{"name":"Åse","email":"aase@example.com","phone_number":"+4790000000","identifier":"ID-Seven"}""");
        await agent.ContactAsync(tenant, """{"name":"Percent 100%_'\""}""");

        Assert.Equal(names, (await agent.GetAsync(tenant, "/contacts/search?q=" + query)).Names());
    }

    [Theory]
    [InlineData("/contacts/search")]
    [InlineData("/contacts/search?q=")]
    [InlineData("/contacts/search?q=%20")]
    public async Task Search_WithoutText_IsRefused(string path)
    {
        var (tenant, agent) = await AgentAsync();

        (await agent.GetAsync(tenant, path)).Is(HttpStatusCode.UnprocessableEntity, """{"error":"Specify search string with parameter q"}""");
    }

    [Fact]
    public async Task Search_AfterAChange_FindsTheNewAndNotTheOld()
    {
        var (tenant, agent) = await AgentAsync();
        var id = await agent.ContactAsync(tenant, """{"name":"Before","identifier":"x"}""");

        await agent.PutAsync(tenant, $"/contacts/{id}", """{"name":"After"}""");

        Assert.Equal("", (await agent.GetAsync(tenant, "/contacts/search?q=before")).Names());
        Assert.Equal("After", (await agent.GetAsync(tenant, "/contacts/search?q=after")).Names());
    }

    [Fact]
    public async Task Active_GivesWhoIsOnline()
    {
        var (tenant, agent) = await AgentAsync();
        await agent.ContactAsync(tenant, """{"name":"away","identifier":"1"}""");
        var here = await agent.ContactAsync(tenant, """{"name":"here","identifier":"2"}""");
        Assert.Equal("", (await agent.GetAsync(tenant, "/contacts/active")).Names());

        Server.Services.GetRequiredService<PresenceTracker>().SawContact(tenant.AccountId, here);

        var active = await agent.GetAsync(tenant, "/contacts/active");
        Assert.Equal("here", active.Names());
        Assert.Equal("online", active.Payload()[0]!["availability_status"]!.GetValue<string>());
    }

    private async Task<(Tenant Tenant, Person Agent)> AgentAsync()
    {
        var tenant = await Tenant.JoinAsync(Server);
        return (tenant, await tenant.AgentAsync());
    }
}
