using System.Net;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Links;

public sealed class LinkLifecycleTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private readonly HttpClient _client = fixture.Server.Client;

    [Fact]
    public async Task Create_WithOnlyUrl_AnswersWithEveryField()
    {
        var created = await _client.PostAsync("/links", """{"url":"https://acme.com/sale"}""");

        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal("https://acme.com/sale", created.Text("url"));
        Assert.Equal(7, created.Text("slug").Length);
        Assert.Equal($"http://127.0.0.1:8081/{created.Text("slug")}", created.Text("shortUrl"));
        Assert.StartsWith("lnk_", created.Text("id"), StringComparison.Ordinal);
        Assert.Equal("/links/" + created.Text("id"), created.Message.Headers.Location!.ToString());
        Assert.Equal(302, created.Body!["redirectStatus"]!.GetValue<int>());
        Assert.True(created.Body["forwardQuery"]!.GetValue<bool>());
        Assert.True(created.Body["enabled"]!.GetValue<bool>());
        Assert.Equal(0, created.Body["clicks"]!.GetValue<long>());
        string[] names =
        [
            "id", "domain", "slug", "shortUrl", "url", "deepLinkPath", "platforms", "rules", "variants", "variantsFrom", "variantsUntil", "brand", "utm", "redirectStatus",
            "forwardQuery", "forwardPath", "indexable", "activeFrom", "expiresAt", "expiredUrl", "maxClicks", "hasPassword", "probeIpad", "enabled",
            "title", "notes", "tags", "externalId", "metadata", "clicks", "lastClickedAt", "createdAt", "updatedAt",
            "deniedHost", "warnings",
        ];
        Assert.Equal(names.Order(StringComparer.Ordinal), created.Body.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Create_WithEveryField_ReturnsThemAsGiven()
    {
        var created = await _client.PostAsync("/links", """
            {"url":"https://bücher.example/ä?q=ü","slug":"all/of-it","deepLinkPath":"spotify:album:12345",
             "platforms":{"ios":{"deepLinkPath":null,"fallbackUrl":"https://apps.apple.com/app/id1"},"android":{"package":"com.acme.app"}},
             "brand":{"name":"Acme","color":"#FF0000"},"utm":{"source":"mail","medium":""},
             "redirectStatus":308,"forwardQuery":false,"forwardPath":true,"indexable":true,
             "activeFrom":"2027-01-31T13:00:00+01:00","expiresAt":"2020-01-01T00:00:00Z","expiredUrl":"https://acme.com/over",
             "enabled":false,"title":"T","notes":"N","tags":["a","b","a"],"externalId":"e-1","metadata":{"x":[1,null,{"y":"z"}]}}
            """);

        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal("https://xn--bcher-kva.example/%C3%A4?q=%C3%BC", created.Text("url"));
        Assert.Equal("all/of-it", created.Text("slug"));
        Assert.Equal("""{"deepLinkPath":null,"fallbackUrl":"https://apps.apple.com/app/id1"}""", created.Body!["platforms"]!["ios"]!.ToJsonString());
        Assert.Equal("""{"package":"com.acme.app"}""", created.Body["platforms"]!["android"]!.ToJsonString());
        Assert.Equal("""{"name":"Acme","color":"#ff0000"}""", created.Body["brand"]!.ToJsonString());
        Assert.Equal("""{"source":"mail"}""", created.Body["utm"]!.ToJsonString());
        Assert.Equal("""["a","b"]""", created.Body["tags"]!.ToJsonString());
        Assert.Equal("""{"x":[1,null,{"y":"z"}]}""", created.Body["metadata"]!.ToJsonString());
        Assert.Equal("2027-01-31T12:00:00.000Z", created.Text("activeFrom"));
        Assert.Equal(308, created.Body["redirectStatus"]!.GetValue<int>());

        var again = await _client.GetJsonAsync("/links/all%2Fof-it");
        Assert.Equal(created.Body.ToJsonString(), again.Body!.ToJsonString());
        Assert.Equal(created.ETag, again.ETag);
        Assert.Equal(created.Body.ToJsonString(), (await _client.GetJsonAsync("/links/ext_e-1")).Body!.ToJsonString());
        Assert.Equal(created.Body.ToJsonString(), (await _client.GetJsonAsync("/links/" + created.Text("id"))).Body!.ToJsonString());
        Assert.Equal(created.Body.ToJsonString(), (await _client.GetJsonAsync("/links/all%2Fof-it?domain=127.0.0.1")).Body!.ToJsonString());
    }

    [Theory]
    [InlineData("🦣🦣🦣")]
    [InlineData("한글")]
    [InlineData("שלום")]
    [InlineData("Café")]
    public async Task Get_UnicodeSlug_IsFoundInEitherNormalForm(string slug)
    {
        var created = await _client.PostAsync("/links", $$"""{"url":"https://acme.com/","slug":"{{slug}}"}""");

        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal(slug.Normalize(), created.Text("slug"));
        foreach (var form in new[] { slug.Normalize(System.Text.NormalizationForm.FormC), slug.Normalize(System.Text.NormalizationForm.FormD) })
        {
            var found = await _client.GetJsonAsync("/links/" + Uri.EscapeDataString(form));
            Assert.Equal(created.Text("id"), found.Text("id"));
        }
    }

    [Theory]
    [InlineData("""{"slugLength":20}""", 20, "")]
    [InlineData("""{"slugPrefix":"sale-","slugLength":4}""", 9, "sale-")]
    public async Task Create_SteeredSlug_HasThatShape(string fields, int length, string prefix)
    {
        var created = await _client.PostAsync("/links", fields.Replace("{", """{"url":"https://acme.com/",""", StringComparison.Ordinal));

        Assert.Equal(length, created.Text("slug").Length);
        Assert.StartsWith(prefix, created.Text("slug"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_TakenSlug_Is409NamingSlugAndDomain()
    {
        await _client.PostAsync("/links", """{"url":"https://acme.com/1","slug":"taken"}""");

        var second = await _client.PostAsync("/links", """{"url":"https://acme.com/2","slug":"taken"}""");

        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Equal("slug-taken", second.Problem);
        Assert.Contains("taken", second.Text("detail"), StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:8081", second.Text("detail"), StringComparison.Ordinal);
        Assert.Equal("https://acme.com/1", (await _client.GetJsonAsync("/links/taken")).Text("url"));
    }

    [Fact]
    public async Task Create_TakenExternalId_Is409()
    {
        await _client.PostAsync("/links", """{"url":"https://acme.com/1","externalId":"dup"}""");

        var second = await _client.PostAsync("/links", """{"url":"https://acme.com/2","externalId":"dup"}""");

        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Equal("external-id-taken", second.Problem);
    }

    [Fact]
    public async Task Patch_SomeFields_LeavesTheOthers()
    {
        await _client.PostAsync("/links", """
            {"url":"https://acme.com/","slug":"patched","title":"T","tags":["a"],"utm":{"source":"s","medium":"m"},
             "platforms":{"ios":{"fallbackUrl":"https://acme.com/i"},"android":{"fallbackUrl":"https://acme.com/a"}},"metadata":{"a":1,"b":{"c":2,"d":3}}}
            """);

        var patched = await _client.PatchAsync("/links/patched", """
            {"title":null,"utm":{"source":"","term":"t"},"platforms":{"ios":null,"android":{"package":"com.acme"}},"metadata":{"b":{"c":null},"e":5}}
            """);

        Assert.Equal(HttpStatusCode.OK, patched.Status);
        Assert.Null(patched.Body!["title"]);
        Assert.Equal("""["a"]""", patched.Body["tags"]!.ToJsonString());
        Assert.Equal("""{"medium":"m","term":"t"}""", patched.Body["utm"]!.ToJsonString());
        Assert.Equal("""{"android":{"fallbackUrl":"https://acme.com/a","package":"com.acme"}}""", patched.Body["platforms"]!.ToJsonString());
        Assert.Equal("""{"a":1,"b":{"d":3},"e":5}""", patched.Body["metadata"]!.ToJsonString());
        Assert.Equal(patched.Body.ToJsonString(), (await _client.GetJsonAsync("/links/patched")).Body!.ToJsonString());
    }

    [Fact]
    public async Task Patch_WithTheWholeLink_ChangesNothingButTheTime()
    {
        var created = await _client.PostAsync("/links", """
            {"url":"https://acme.com/","slug":"sent-back","platforms":{"ios":{"deepLinkPath":null}},"tags":["x"],"brand":{"name":"B"}}
            """);

        var patched = await _client.PatchAsync("/links/sent-back", created.Body!.ToJsonString());

        Assert.Equal(HttpStatusCode.OK, patched.Status);
        created.Body["updatedAt"] = patched.Text("updatedAt");
        Assert.Equal(created.Body.ToJsonString(), patched.Body!.ToJsonString());
    }

    [Fact]
    public async Task Patch_Slug_MovesTheLink()
    {
        var created = await _client.PostAsync("/links", """{"url":"https://acme.com/","slug":"before"}""");

        var moved = await _client.PatchAsync("/links/before", """{"slug":"after"}""");

        Assert.Equal(created.Text("id"), moved.Text("id"));
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetJsonAsync("/links/before")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _client.GetJsonAsync("/links/after")).Status);
    }

    [Fact]
    public async Task Patch_StaleETag_Is412AndChangesNothing()
    {
        var created = await _client.PostAsync("/links", """{"url":"https://acme.com/","slug":"etag"}""");
        var first = await _client.PatchAsync("/links/etag", """{"title":"1"}""", created.ETag);

        var second = await _client.PatchAsync("/links/etag", """{"title":"2"}""", created.ETag);

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, second.Status);
        Assert.Equal("1", (await _client.GetJsonAsync("/links/etag")).Text("title"));
        Assert.Equal(HttpStatusCode.OK, (await _client.PatchAsync("/links/etag", """{"title":"3"}""", "*")).Status);
    }

    [Fact]
    public async Task Patch_ConcurrentIncrements_LosesNone()
    {
        await _client.PostAsync("/links", """{"url":"https://acme.com/","slug":"raced"}""");

        await Parallel.ForAsync(0, 50, async (i, _) => await _client.PatchAsync("/links/raced", $$$"""{"metadata":{"k{{{i}}}":true}}"""));

        var link = await _client.GetJsonAsync("/links/raced");
        Assert.Equal(50, link.Body!["metadata"]!.AsObject().Count);
    }

    [Fact]
    public async Task Put_NewAndExisting_CreatesThenReplaces()
    {
        var created = await _client.PutAsync("/links/put-here", """{"url":"https://acme.com/1","title":"T"}""");
        var replaced = await _client.PutAsync("/links/put-here", """{"url":"https://acme.com/2"}""");

        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal(HttpStatusCode.OK, replaced.Status);
        Assert.Equal(created.Text("id"), replaced.Text("id"));
        Assert.Null(replaced.Body!["title"]);
        Assert.Equal("put-here", replaced.Text("slug"));
        Assert.Equal(HttpStatusCode.NotFound, (await _client.PutAsync("/links/lnk_0000000000000", """{"url":"https://acme.com/"}""")).Status);
    }

    [Fact]
    public async Task Delete_Link_IsGoneAndItsSlugFree()
    {
        await _client.PostAsync("/links", """{"url":"https://acme.com/1","slug":"gone","tags":["x"]}""");

        Assert.Equal(HttpStatusCode.NoContent, (await _client.DeleteJsonAsync("/links/gone")).Status);

        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetJsonAsync("/links/gone")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.DeleteJsonAsync("/links/gone")).Status);
        Assert.Equal(HttpStatusCode.Created, (await _client.PostAsync("/links", """{"url":"https://acme.com/2","slug":"gone"}""")).Status);
    }

    [Theory]
    [InlineData("/links/%zz")]
    [InlineData("/links/%ff")]
    [InlineData("/links/lnk_short")]
    [InlineData("/links/ext_none")]
    [InlineData("/links/x?domain=other.example")]
    public async Task Get_WhatNamesNoLink_Is404(string path)
        => Assert.Equal(HttpStatusCode.NotFound, (await _client.GetJsonAsync(path)).Status);

    [Fact]
    public async Task Create_OnAnotherDomain_KeepsSlugsApart()
    {
        var domain = await _client.PostAsync("/domains", """{"host":"GO.Acme.com","caseSensitive":false}""");
        Assert.Equal(HttpStatusCode.Created, domain.Status);
        Assert.Equal("go.acme.com", domain.Text("host"));
        await _client.PostAsync("/links", """{"url":"https://acme.com/1","slug":"Both"}""");

        var other = await _client.PostAsync("/links", """{"url":"https://acme.com/2","slug":"Both","domain":"www.go.acme.com"}""");

        Assert.Equal(HttpStatusCode.Created, other.Status);
        Assert.Equal("https://go.acme.com/Both", other.Text("shortUrl"));
        Assert.Equal("https://acme.com/1", (await _client.GetJsonAsync("/links/Both")).Text("url"));
        Assert.Equal("https://acme.com/2", (await _client.GetJsonAsync("/links/bOTH?domain=go.acme.com")).Text("url"));
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetJsonAsync("/links/both")).Status);
        Assert.Equal("slug-taken", (await _client.PostAsync("/links", """{"url":"https://acme.com/","slug":"both","domain":"go.acme.com"}""")).Problem);
        Assert.Equal("host-taken", (await _client.PostAsync("/domains", """{"host":"go.acme.com"}""")).Problem);
    }
}
