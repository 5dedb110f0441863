using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Channels;
using OneLink.Admin.Channels.Sending;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Tests.Channels;

/// <summary>What each provider's refusals mean, asked of the connectors over HTTP.</summary>
public sealed class ProviderErrorTests(ChannelFixture fixture) : IClassFixture<ChannelFixture>
{
    [Theory]
    [InlineData(400, "131047", false, false, "131047: More than 24 hours")]
    [InlineData(400, "131026", false, false, "131026: The message cannot be delivered")]
    [InlineData(401, "190", false, false, "190: The access token has expired")]
    [InlineData(400, "131051", false, false, "131051: ")]
    [InlineData(404, "132001", false, false, "132001: There is no such template")]
    [InlineData(400, "100", false, false, "100: The message is not valid")]
    [InlineData(403, "10", false, false, "10: The access token lacks a permission")]
    [InlineData(403, "131031", false, false, "131031: ")]
    [InlineData(400, "999999", false, false, "999999: The provider has refused the message (it says why)")]
    [InlineData(429, "130429", true, true, "130429: The phone number sends too many messages")]
    [InlineData(429, "80007", true, true, "80007: ")]
    [InlineData(400, "4", true, true, "4: ")]
    [InlineData(400, "131048", true, true, "131048: ")]
    [InlineData(400, "131056", true, false, "131056: Too many messages to this contact")]
    [InlineData(500, "131000", true, false, "131000: The provider has failed")]
    [InlineData(503, "131016", true, false, "131016: ")]
    [InlineData(503, "2", true, false, "2: ")]
    [InlineData(500, "888888", true, false, "888888: The provider has failed")]
    public async Task WhatsApp(int status, string code, bool isTriedAgain, bool stopsInbox, string error)
        => Check(await RefusedAsync("whatsapp", Fault.Of(status, ProviderStandIn.GraphError(code, "it says why"))), isTriedAgain, stopsInbox, error);

    [Theory]
    [InlineData("facebook", 403, "10", null, false, false, "10: The app lacks a permission")]
    [InlineData("facebook", 403, "10", "2018278", false, false, "10: More than 24 hours")]
    [InlineData("facebook", 400, "100", "2018001", false, false, "100: The contact cannot be reached")]
    [InlineData("facebook", 400, "190", null, false, false, "190: The access token has expired")]
    [InlineData("facebook", 400, "551", null, false, false, "551: The contact cannot be reached")]
    [InlineData("facebook", 400, "200", "1545041", false, false, "200: The contact cannot be reached")]
    [InlineData("facebook", 400, "613", null, true, true, "613: The page sends too many messages")]
    [InlineData("facebook", 400, "80006", null, true, true, "80006: ")]
    [InlineData("facebook", 400, "1200", null, true, false, "1200: The provider has failed")]
    [InlineData("instagram", 400, "10", "2534022", false, false, "10: More than 24 hours")]
    [InlineData("instagram", 400, "613", null, true, true, "613: ")]
    [InlineData("instagram", 400, "80002", null, true, true, "80002: ")]
    [InlineData("instagram", 500, "2", null, true, false, "2: ")]
    public async Task Graph(string channel, int status, string code, string? subcode, bool isTriedAgain, bool stopsInbox, string error)
        => Check(await RefusedAsync(channel, Fault.Of(status, ProviderStandIn.GraphError(code, "it says why", subcode))), isTriedAgain, stopsInbox, error);

    [Theory]
    [InlineData(400, "Bad Request: chat not found", null, false, false, "400: The message is not valid (Bad Request: chat not found)")]
    [InlineData(401, "Unauthorized", null, false, false, "401: The bot's token is not valid")]
    [InlineData(403, "Forbidden: bot was blocked by the user", null, false, false, "403: The contact has blocked the bot")]
    [InlineData(404, "Not Found", null, false, false, "404: ")]
    [InlineData(429, "Too Many Requests: retry after 7", 7, true, true, "429: The bot sends too many messages")]
    [InlineData(500, "Internal Server Error", null, true, false, "500: The provider has failed")]
    [InlineData(502, "Bad Gateway", null, true, false, "502: The provider has failed")]
    public async Task Telegram(int status, string description, int? retryAfter, bool isTriedAgain, bool stopsInbox, string error)
    {
        var outcome = await RefusedAsync("telegram", Fault.Of(status, ProviderStandIn.BotError(status, description, retryAfter)));
        Check(outcome, isTriedAgain, stopsInbox, error);
        Assert.Equal(retryAfter, outcome.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task RetryAfter_OfTheHeader_Counts()
    {
        var outcome = await RefusedAsync("whatsapp", Fault.Of(429, ProviderStandIn.GraphError("130429", "slow")) with { RetryAfter = 30 });
        Assert.Equal(30, outcome.RetryAfter?.TotalSeconds);
    }

    [Theory]
    [InlineData("whatsapp")]
    [InlineData("facebook")]
    [InlineData("instagram")]
    [InlineData("telegram")]
    public async Task NoAnswer_IsDoubt_AndNobodyThere_IsNot(string channel)
    {
        Assert.Equal(SendResult.InDoubt, (await RefusedAsync(channel, new Fault { BreaksOff = true })).Result);
        Assert.Equal(SendResult.InDoubt, (await RefusedAsync(channel, new Fault { IsTaken = true, Delay = TimeSpan.FromSeconds(1.2) })).Result);

        var nobody = new ProviderAnswer(Admin.Outbound.OutboundResult.Failed(Admin.Outbound.OutboundFailure.ConnectionFailed));
        Assert.Equal(SendResult.Later, SendOutcome.OfSilence(nobody).Result);
    }

    [Fact]
    public void Backoff_Doubles_UpToFiveMinutes_WithItsShareOfChance()
    {
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 300], Enumerable.Range(1, 10).Select(failures => SendBackoff.After(failures, 0.5).TotalSeconds));
        Assert.Equal(0.8, SendBackoff.After(1, 0).TotalSeconds, 6);
        Assert.Equal(360, SendBackoff.After(10, 1).TotalSeconds, 6);
    }

    private static void Check(SendOutcome outcome, bool isTriedAgain, bool stopsInbox, string error)
    {
        Assert.Equal((isTriedAgain ? SendResult.Later : SendResult.Refused, stopsInbox), (outcome.Result, outcome.StopsInbox));
        Assert.True(outcome.IsLimit || !stopsInbox);
        Assert.StartsWith(error, outcome.Error, StringComparison.Ordinal);
    }

    private async Task<SendOutcome> RefusedAsync(string channel, Fault fault)
    {
        var to = channel == "telegram" ? "5" : "971500000005";
        fixture.Provider.Fault = _ => fault;
        var connector = fixture.Server.Services.GetServices<IChannelConnector>().Single(known => known.Channel == channel);
        var connection = new ChannelConnection
        {
            InboxId = 1,
            AccountId = 1,
            Channel = channel,
            ExternalId = "7",
            VerifyToken = "",
            Credentials = new ChannelCredentials(channel == "telegram" ? ProviderStandIn.BotToken : ProviderStandIn.Token, null),
        };
        var message = new OutgoingMessage(
            new Message { Id = 1, AccountId = 1, InboxId = 1, ConversationId = 1, MessageType = MessageType.Outgoing, Content = "Hello", CreatedAt = 0, UpdatedAt = 0 }, to, IsOptedOut: false, []);
        return await connector.SendAsync(connection, message, message.Parts(connector.TakesCaption)[0], "key", CancellationToken.None);
    }
}
