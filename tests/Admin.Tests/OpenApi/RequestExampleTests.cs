using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.OpenApi;

/// <summary>Every example of a request in the API description, sent to a server that has what it speaks of.</summary>
public sealed class RequestExampleTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    /// <summary>What is asked of a person who has signed in and is not there; tests of their own stand in for them.</summary>
    private static readonly string[] NeedsAPerson = ["beginTotp", "confirmTotp", "renewTotpRecoveryCodes", "disableTotp"];

    /// <summary>What is asked of the world outside besides, which a test has none of.</summary>
    private static readonly string[] NeedsTheWorld = ["readPageMetadata", "signIn", .. NeedsAPerson];

    private readonly HttpClient _client = fixture.Server.Client;

    [Fact]
    public async Task RequestExamples_AsTheyStand_AreAccepted()
    {
        foreach (var (path, method, operation) in ApiDescription.Committed.Operations)
        {
            var id = operation["operationId"]!.GetValue<string>();
            if (NeedsTheWorld.Contains(id, StringComparer.Ordinal))
            {
                continue;
            }

            foreach (var (mediaType, content) in operation["requestBody"]?["content"]?.AsObject() ?? [])
            {
                foreach (var (name, example) in content!["examples"]!.AsObject())
                {
                    var target = await PrepareAsync(id, path);
                    var value = example!["value"]!;
                    var text = value is JsonValue raw && raw.TryGetValue<string>(out var lines) ? lines : value.ToJsonString();

                    using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
                    body.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
                    using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(target, UriKind.Relative)) { Content = body };

                    // Its answer is compared with the description on the way (DescribedCalls).
                    using var answer = await _client.SendAsync(request);
                    Assert.True(answer.IsSuccessStatusCode, $"{id} {mediaType} {name}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                }
            }
        }
    }

    /// <summary>The readers know the fields of the schemas (they take the names from them); this is about the rest of the way.</summary>
    [Fact]
    public async Task RequestExamples_WithAFieldThatIsNotDescribed_AreRefusedAsTheSchemaSays()
    {
        var checkedBodies = 0;
        foreach (var (path, method, operation) in ApiDescription.Committed.Operations)
        {
            var id = operation["operationId"]!.GetValue<string>();
            foreach (var (mediaType, content) in operation["requestBody"]?["content"]?.AsObject() ?? [])
            {
                if (NeedsAPerson.Contains(id, StringComparer.Ordinal) || content!["examples"]!["example1"]!["value"]!.DeepClone() is not JsonObject example)
                {
                    continue;
                }

                example["noSuchField"] = 1;
                var isRefused = ApiDescription.Committed.ErrorOfRequest(operation, mediaType, example.ToJsonString()) is not null;
                var answer = await _client.SendJsonAsync(new HttpMethod(method), await PrepareAsync(id, path), example.ToJsonString(), mediaType);
                Assert.True(isRefused == (answer.Body?["errors"]?["noSuchField"] is not null), $"{id}: {answer.Body}");
                checkedBodies++;
            }
        }

        Assert.True(checkedBodies > 15);
    }

    /// <summary>Makes what the example speaks of and gives the path to send it to.</summary>
    private async Task<string> PrepareAsync(string operation, string path)
    {
        await _client.PostAsync("/links/bulk-delete", """{"filter":{"createdAfter":"2000-01-01T00:00:00Z"}}""");
        if (operation is not "createLinks")
        {
            await _client.PostAsync("/links", """{"url":"https://acme.com/sale","slug":"summer","externalId":"crm-42","tags":["sale","old"]}""");
        }

        // An example before may have asked for the token.
        var domain = fixture.Server.Credentials["domain"]!.GetValue<string>();
        await _client.PatchAsync("/domains/" + domain, """{"openTokenRequired":false}""");
        return path
            .Replace("{slug}", "summer", StringComparison.Ordinal)
            .Replace("{name}", domain, StringComparison.Ordinal)
            .Replace("{id}", operation is "rotateKey" or "updateKey" ? await NewKeyAsync() : "", StringComparison.Ordinal);
    }

    private async Task<string> NewKeyAsync() => (await _client.PostAsync("/keys", """{"name":"Example","scopes":["stats:read"]}""")).Text("id");
}
