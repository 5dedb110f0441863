using System.Net;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;

namespace OneLink.Admin.Tests.Surfaces.Application.Labels;

public sealed class LabelTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task Labels_OfAnAccount_AreItsAdministratorsToMake()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, agent) = (await tenant.AdministratorAsync(), await tenant.AgentAsync());

        var made = (await admin.PostAsync(tenant, "/labels", """{"label":{"title":" Größe_1-x ","color":"#fff","show_on_sidebar":true}}""")).Is(HttpStatusCode.OK).Body!;
        var flat = (await admin.PostAsync(tenant, "/labels/", """{"title":"zweites","description":"d"}""")).Is(HttpStatusCode.OK);

        Assert.Equal($$"""{"id":{{made["id"]}},"title":"größe_1-x","description":null,"color":"#fff","show_on_sidebar":true}""", made.ToJsonString(OneLink.Admin.Json.RelaxedJson.Compact));
        (await admin.PostAsync(tenant, "/labels", """{"title":"GRÖßE_1-x"}""")).IsInvalid("Title has already been taken");
        (await admin.PostAsync(tenant, "/labels", """{"title":"two words"}""")).IsInvalid("Title is invalid");
        (await admin.PostAsync(tenant, "/labels", """{"description":"d"}""")).IsInvalid("Title must not be blank");
        (await agent.PostAsync(tenant, "/labels", """{"title":"mine"}""")).Is(HttpStatusCode.Unauthorized);
        (await agent.DeleteAsync(tenant, $"/labels/{made["id"]}")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal(["größe_1-x", "zweites"], (await agent.GetAsync(tenant, "/labels")).Payload().Select(label => label!["title"]!.GetValue<string>()));
        (await admin.DeleteAsync(tenant, $"/labels/{flat.Body!["id"]}")).Is(HttpStatusCode.OK);
        (await admin.GetAsync(tenant, $"/labels/{flat.Body!["id"]}")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Update_Title_IsCarriedOnByWhoeverHasIt()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        var label = (await admin.PostAsync(tenant, "/labels", """{"title":"old"}""")).Body!["id"]!.GetValue<long>();
        var one = await admin.ContactAsync(tenant, """{"name":"one"}""");
        var both = await admin.ContactAsync(tenant, """{"name":"both"}""");
        await admin.PostAsync(tenant, $"/contacts/{one}/labels", """{"labels":["old","x"]}""");
        await admin.PostAsync(tenant, $"/contacts/{both}/labels", """{"labels":["old","new"]}""");

        (await admin.Client.PatchAsync($"{tenant.Path}/labels/{label}", """{"title":"new"}""")).Is(HttpStatusCode.OK);

        Assert.Equal("""["new","x"]""", (await admin.GetAsync(tenant, $"/contacts/{one}/labels")).Payload().ToJsonString());
        Assert.Equal("""["new"]""", (await admin.GetAsync(tenant, $"/contacts/{both}/labels")).Payload().ToJsonString());
    }
}
