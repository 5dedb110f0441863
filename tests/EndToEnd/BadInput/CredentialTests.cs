using System.Net.Http.Headers;
using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Harness;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.BadInput;

/// <summary>Cases 84: without the right credentials nothing is shown and nothing is done.</summary>
[Collection(EdgeBuild.Jit)]
public sealed class CredentialTests(JitInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    /// <summary>The <c>Authorization</c> header of a stranger; <c>KEY</c> stands for the demo account's public key.</summary>
    public static TheoryData<string?> Wrong { get; } = new(
        null,
        "Basic",
        "Basic !!!",
        "Basic bm8tY29sb24=",
        "Basic b2xrX3Vua25vd246b2xzX3Vua25vd24=",
        "Bearer KEY");

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Create_WrongCredentials_Is401AndNothingIsMade(string? authorization)
    {
        using var stranger = new LinksApi(Installation.Admin.Address, credentials: null);
        (string, string)[] headers = authorization is null
            ? []
            : [("Authorization", authorization.Replace("KEY", Installation.Credentials.ApiKey, StringComparison.Ordinal))];

        var answer = await stranger.SendAsync(HttpMethod.Post, "/links", LinksApi.Json(new { slug = "stranger", url = "https://example.com/" }), headers);

        answer.ExpectProblem(401);
        Assert.Equal("Basic", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
        (await Api.GetAsync("/links/stranger")).ExpectProblem(404);
        Assert.Equal(404, (await Installation.VisitAsync("stranger")).Status);
    }

    [Fact]
    public async Task Every_WrongSecret_Is401()
    {
        var secret = Installation.Credentials.ApiSecret;
        string[] wrong = [secret[..^1] + (secret[^1] == 'a' ? 'b' : 'a'), secret + "x", "", secret.ToUpperInvariant()];
        foreach (var guess in wrong)
        {
            using var stranger = new LinksApi(Installation.Admin.Address, Installation.Credentials.ApiKey, guess);
            (await stranger.GetAsync("/links")).ExpectProblem(401);
            (await stranger.DeleteAsync("/links/anything")).ExpectProblem(401);
            (await stranger.GetAsync("/links/anything/stats")).ExpectProblem(401);
        }
    }

    [Fact]
    public async Task List_KeyAndSecretInHeaders_IsAnswered()
    {
        using var stranger = new LinksApi(Installation.Admin.Address, credentials: null);

        var answer = await stranger.SendAsync(
            HttpMethod.Get, "/links?limit=1", content: null, ("X-Api-Key", Installation.Credentials.ApiKey), ("X-Api-Secret", Installation.Credentials.ApiSecret));

        answer.Expect(200);
    }

    [Fact]
    public async Task Create_KeyWithoutTheScope_Is403NamingItUntilTheKeyIsRevokedThen401()
    {
        var made = (await Api.PostAsync("/keys", new { name = "reader", scopes = new[] { "links:read" } })).Expect(201).Json;
        using var reader = new LinksApi(Installation.Admin.Address, made.GetProperty("key").GetString()!, made.GetProperty("secret").GetString()!);

        (await reader.GetAsync("/links?limit=1")).Expect(200);
        var refused = (await reader.PostAsync("/links", new { slug = "read-only", url = "https://example.com/" })).ExpectProblem(403);
        Assert.Contains("links:write", refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        (await Api.GetAsync("/links/read-only")).ExpectProblem(404);

        (await Api.DeleteAsync($"/keys/{made.GetProperty("id")}")).Expect(204);
        (await reader.GetAsync("/links?limit=1")).ExpectProblem(401);
    }

    [Fact]
    public async Task Feed_WithoutTheEdgesToken_Is401()
    {
        using var stranger = new LinksApi(Installation.Admin.Address, new AuthenticationHeaderValue("Bearer", "guess"));

        Assert.Equal(401, (await stranger.GetAsync("/internal/feed/snapshot")).Status);
        Assert.Equal(401, (await Api.GetAsync("/internal/feed/snapshot")).Status);
    }
}
