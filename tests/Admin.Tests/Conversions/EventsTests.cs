using System.Net;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Conversions;

/// <summary><c>POST /events</c> as far as it goes without ClickHouse, which it does not wait for.</summary>
public sealed class EventsTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string Click = "0199f0a3-7c1b-7b0e-9a51-3f2f6f1f0c77";

    private HttpClient Client => fixture.Server.Client;

    [Fact]
    public async Task Post_ClickHouseAway_IsAccepted()
    {
        var answer = await Client.PostAsync("/events", $$"""{"type":"sale","clickId":"{{Click}}","amount":49.90,"currency":"eur","occurredAt":"2026-11-01T10:00:00Z"}""");

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Equal((Click, "EUR", "2026-11-01T10:00:00.000Z"), (answer.Text("clickId"), answer.Text("currency"), answer.Text("occurredAt")));
        Assert.Equal(49.90m, answer.Body!["amount"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task Post_SameKeyAndBody_IsTheSameConversion()
    {
        const string Body = """{"type":"lead","externalId":"ada","idempotencyKey":"once"}""";
        var first = await Client.PostAsync("/events", Body);
        var second = await Client.PostAsync("/events", Body);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.Status, second.Status));
        Assert.Equal(first.Body!.ToJsonString(), second.Body!.ToJsonString());
    }

    [Fact]
    public async Task Post_SameKeyOtherBody_IsRefused()
    {
        await Client.PostAsync("/events", """{"type":"lead","externalId":"ada","idempotencyKey":"reused"}""");
        var answer = await Client.PostAsync("/events", """{"type":"sale","externalId":"ada","idempotencyKey":"reused"}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task Post_KnownVisitor_HasTheClickOfTheEarlierConversion()
    {
        await Client.PostAsync("/events", $$"""{"type":"lead","externalId":"grace","clickId":"{{Click}}"}""");
        var sale = await Client.PostAsync("/events", """{"type":"sale","externalId":"grace","amount":10}""");
        var stranger = await Client.PostAsync("/events", """{"type":"sale","externalId":"nobody","amount":10}""");

        Assert.Equal(Click, sale.Text("clickId"));
        Assert.Null(stranger.Body!["clickId"]);
        Assert.Equal(HttpStatusCode.Accepted, stranger.Status);
    }

    [Theory]
    [InlineData("""{}""", "clickId", "type")]
    [InlineData("""{"type":"lead"}""", "clickId")]
    [InlineData("""{"type":"lead","clickId":"not-an-id"}""", "clickId")]
    [InlineData("""{"type":"lead","externalId":"a","amount":"10"}""", "amount")]
    [InlineData("""{"type":"lead","externalId":"a","amount":0.00001}""", "amount")]
    [InlineData("""{"type":"lead","externalId":"a","amount":1e15}""", "amount")]
    [InlineData("""{"type":"lead","externalId":"a","currency":"EURO"}""", "currency")]
    [InlineData("""{"type":"lead","externalId":"a","occurredAt":"yesterday"}""", "occurredAt")]
    [InlineData("""{"type":"lead","externalId":"a","occurredAt":"2099-01-01T00:00:00Z"}""", "occurredAt")]
    [InlineData("""{"type":"lead","externalId":"a","metadata":[1]}""", "metadata")]
    [InlineData("""{"type":"lead","externalId":"a","kind":"x"}""", "kind")]
    [InlineData("""[]""", "")]
    public async Task Post_Invalid_NamesTheFields(string body, params string[] paths)
    {
        var answer = await Client.PostAsync("/events", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(paths, answer.ErrorPaths());
    }

    [Fact]
    public async Task Post_WithoutKey_IsRefused()
    {
        using var stranger = new HttpClient { BaseAddress = fixture.Server.BaseAddress };
        var answer = await stranger.PostAsync("/events", """{"type":"lead","externalId":"a"}""");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
    }
}
