using System.Net;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;

namespace OneLink.Admin.Tests.Surfaces.Application.CustomFilters;

public sealed class CustomFilterTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task CustomFilters_OfAPerson_AreSeenByNobodyElse()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (mine, other) = (await tenant.AgentAsync(), await tenant.AdministratorAsync());

        var made = (await mine.PostAsync(tenant, "/custom_filters", """{"custom_filter":{"name":"Open","filter_type":"conversation","query":{"payload":[{"values":["open"]}]}}}""")).Is(HttpStatusCode.OK).Body!;
        var documented = (await mine.PostAsync(tenant, "/custom_filters?filter_type=contact", """{"name":"People","type":"contact","query":{}}""")).Is(HttpStatusCode.OK).Body!;
        (await mine.PostAsync(tenant, "/custom_filters?filter_type=report", """{"name":"R"}""")).Is(HttpStatusCode.OK);
        var changed = (await mine.Client.PatchAsync($"{tenant.Path}/custom_filters/{made["id"]}", """{"name":"Renamed"}""")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal("contact", documented["filter_type"]!.GetValue<string>());
        Assert.Equal("contact", documented["type"]!.GetValue<string>());
        Assert.Equal(("Renamed", """{"payload":[{"values":["open"]}]}"""), (changed["name"]!.GetValue<string>(), changed["query"]!.ToJsonString()));
        Assert.Equal("Renamed", Names(await mine.GetAsync(tenant, "/custom_filters")));
        Assert.Equal("People", Names(await mine.GetAsync(tenant, "/custom_filters?filter_type=contact")));
        Assert.Equal("R", Names(await mine.GetAsync(tenant, "/custom_filters?filter_type=2")));
        Assert.Equal("", Names(await other.GetAsync(tenant, "/custom_filters")));
        (await other.GetAsync(tenant, $"/custom_filters/{made["id"]}")).Is(HttpStatusCode.NotFound);
        (await other.DeleteAsync(tenant, $"/custom_filters/{made["id"]}")).Is(HttpStatusCode.NotFound);
        (await mine.GetAsync(tenant, $"/custom_filters/{made["id"]}")).Is(HttpStatusCode.OK);
        (await mine.DeleteAsync(tenant, $"/custom_filters/{made["id"]}")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"filter_type":"pigeon","name":"a"}""", "Filter type is not included in the list")]
    [InlineData("""{"query":{}}""", "Name can't be blank")]
    [InlineData("""{"name":"a","query":[1]}""", "Query must be an object")]
    public async Task Create_WhatCannotBe_IsSaid(string json, string message)
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        (await (await tenant.AgentAsync()).PostAsync(tenant, "/custom_filters", json)).IsInvalid(message);
    }

    private static string Names(Answer answer) => string.Join(' ', answer.Is(HttpStatusCode.OK).Body!.AsArray().Select(filter => filter!["name"]!.GetValue<string>()));
}
