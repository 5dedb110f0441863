using System.Net;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;

namespace OneLink.Admin.Tests.Surfaces.Application.CustomAttributes;

public sealed class CustomAttributeTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string Path = "/custom_attribute_definitions";

    [Fact]
    public async Task Definitions_AreMadeShownChangedAndDeleted()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var agent = await tenant.AgentAsync();

        var made = (await agent.PostAsync(
            tenant, Path, """{"attribute_display_name":"Plan","attribute_display_type":6,"attribute_key":"plan","attribute_model":1,"attribute_values":["Gold","Ærlig"]}""")).Is(HttpStatusCode.OK).Body!;
        (await agent.PostAsync(tenant, Path, """{"custom_attribute_definition":{"attribute_display_name":"Plan","attribute_key":"plan","attribute_model":"conversation_attribute"}}""")).Is(HttpStatusCode.OK);

        Assert.Equal("Plan list plan contact_attribute", $"{made["attribute_display_name"]} {made["attribute_display_type"]} {made["attribute_key"]} {made["attribute_model"]}");
        Assert.Equal(["Gold", "Ærlig"], made["attribute_values"]!.AsArray().Select(value => value!.GetValue<string>()));
        Assert.Equal(2, (await agent.GetAsync(tenant, Path)).Body!.AsArray().Count);
        Assert.Equal(made["id"]!.GetValue<long>(), (await agent.GetAsync(tenant, Path + "?attribute_model=1")).Body!.AsArray().Single()!["id"]!.GetValue<long>());
        var changed = await agent.Client.PatchAsync($"{tenant.Path}{Path}/{made["id"]}", """{"attribute_display_name":"Tariff"}""");
        Assert.Equal(("Tariff", "list"), (changed.Is(HttpStatusCode.OK).Text("attribute_display_name"), changed.Text("attribute_display_type")));
        (await agent.DeleteAsync(tenant, $"{Path}/{made["id"]}")).Is(HttpStatusCode.OK);
        (await agent.GetAsync(tenant, $"{Path}/{made["id"]}")).Is(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"attribute_key":"k"}""", "Attribute display name can't be blank")]
    [InlineData("""{"attribute_display_name":"K","attribute_key":"k","attribute_display_type":"colour"}""", "Attribute display type is not included in the list")]
    [InlineData("""{"attribute_display_name":"K","attribute_key":"k","attribute_model":2}""", "Attribute model is not included in the list")]
    [InlineData("""{"attribute_display_name":"K","attribute_key":"email","attribute_model":1}""", "Attribute key The provided key is not allowed as it might conflict with default attributes.")]
    [InlineData("""{"attribute_display_name":"K","attribute_key":"a\"b"}""", "Attribute key is invalid")]
    [InlineData("""{"attribute_display_name":"K","attribute_key":"taken"}""", "Attribute key has already been taken")]
    public async Task Create_WhatCannotBeStored_IsRefusedInWords(string json, string message)
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var agent = await tenant.AgentAsync();
        await agent.PostAsync(tenant, Path, """{"attribute_display_name":"Taken","attribute_key":"taken"}""");

        (await agent.PostAsync(tenant, Path, json)).IsInvalid(message);
    }
}
