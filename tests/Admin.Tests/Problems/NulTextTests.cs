using System.Net;
using System.Text;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;

namespace OneLink.Admin.Tests.Problems;

/// <summary>NUL, which PostgreSQL cannot keep, is refused on every way in, whatever the database: by the field's name in JSON and in queries.</summary>
public sealed class NulTextTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Theory]
    [InlineData("""{"url":"https://acme.com/","title":"a\u0000b"}""", "title")]
    [InlineData("""{"url":"https://acme.com/","tags":["fine","a\u0000"]}""", "tags[1]")]
    [InlineData("""{"url":"https://acme.com/","utm":{"source":"\u0000"}}""", "utm.source")]
    [InlineData("""[{"url":"https://acme.com/"},{"url":"https://acme.com/","title":"\u0000"}]""", "[1].title")]
    [InlineData("""{"url":"https://acme.com/","metadata":{"a\u0000":1}}""", "metadata.a\\0")]
    public async Task Links_TextWithNul_IsRefusedByName(string body, string field)
    {
        var answer = await fixture.Server.Client.PostAsync("/links", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotNull(answer.Body!["errors"]![field]);
    }

    [Fact]
    public async Task Links_EscapedBackslashBeforeU0000_IsNoNul()
        => (await fixture.Server.Client.PostAsync("/links", """{"url":"https://acme.com/","title":"a\\u0000b"}""")).Is(HttpStatusCode.Created);

    [Fact]
    public async Task Query_WithNul_IsRefusedByName()
    {
        var answer = await fixture.Server.Client.GetJsonAsync("/links?search=a%00b");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotNull(answer.Body!["errors"]!["search"]);
    }

    [Fact]
    public async Task Surfaces_JsonIsRefusedByName_AndAFormAsSuch()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var client = (await tenant.AdministratorAsync()).Client;
        using var json = await client.PostAsync(
            new Uri($"/api/v1/accounts/{tenant.AccountId}/contacts", UriKind.Relative), new StringContent("""{"name":"a\u0000b"}""", Encoding.UTF8, "application/json"));
        using var form = await client.PostAsync(
            new Uri($"/api/v1/accounts/{tenant.AccountId}/contacts", UriKind.Relative), new FormUrlEncodedContent([new("name", "a\0b")]));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.BadRequest), (json.StatusCode, form.StatusCode));
        Assert.Contains("name", await json.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
