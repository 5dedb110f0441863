using Microsoft.AspNetCore.WebUtilities;
using OneLink.Client.Problems;

namespace OneLink.Client.Tests.Operations;

/// <summary>Holds that the client can ask for everything that the API description has.</summary>
public sealed class OperationTests
{
    /// <summary>Parameters that are no choice of a caller's, and why.</summary>
    private static readonly Dictionary<string, string> Unsaid = new(StringComparer.Ordinal)
    {
        ["cursor"] = "of the next page: lists fetch it themselves",
        ["limit"] = "of a page: it does not change what a list gives",
        ["format"] = "each method asks for the one that it reads; imports say it by their content type",
        ["shape"] = "the tables of CSV have rows, the answer of GetAsync is a summary",
        ["lastEventId"] = "for browsers, which cannot send Last-Event-ID; the client does",
    };

    public static TheoryData<string> DescribedOperations() => [.. ApiDescription.Operations.Keys];

    [Theory]
    [MemberData(nameof(DescribedOperations))]
    public async Task Operation_OfTheDescription_HasAMethodThatSaysAllOfIt(string id)
    {
        Assert.True(OperationCalls.ByOperation.TryGetValue(id, out var calls), $"The client has no method for {id}: write one, and its call in {nameof(OperationCalls)}.");
        var operation = ApiDescription.Operations[id];
        await using var api = await LoopbackApi.StartAsync((context, _) => LoopbackApi.ProblemAsync(context, 418, "teapot"));
        using var client = api.Client(tries: 1);
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<OneLinkException>(() => call(client));
        }

        Assert.Equal(calls.Count, api.Calls.Count);
        var addresses = api.Calls.Select(call => new Uri(api.Address, call.Target)).ToList();
        Assert.All(api.Calls, call => Assert.Equal(operation.Method, call.Method));
        Assert.All(addresses, address => Assert.Matches(operation.Path, address.AbsolutePath));
        var said = addresses.SelectMany(address => QueryHelpers.ParseQuery(address.Query).Keys).Distinct(StringComparer.Ordinal);
        Assert.Equal(operation.Query.Except(Unsaid.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal), said.Except(Unsaid.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Call_OfTheClient_IsDescribed()
        => Assert.Empty(OperationCalls.ByOperation.Keys.Except(ApiDescription.Operations.Keys, StringComparer.Ordinal));
}
