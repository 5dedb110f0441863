using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using OneLink.EndToEnd.Browser;
using OneLink.EndToEnd.Faults;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using static OneLink.EndToEnd.Api.JsonCalls;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cases;

/// <summary>The chat widget in Chromium, on a page of another origin with a strict content security policy.</summary>
[Collection(EdgeBuild.Jit)]
public sealed class WidgetTests(JitInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    private static readonly Handset Desktop = new(UserAgents.Windows, "Win32", 1440, 900, 0);

    private static readonly (int Width, int Height)[] Sizes = [(360, 740), (768, 900), (1440, 900)];

    [Fact]
    public async Task Chat_OnAStrictPage_GoesOnOverCutsAndReloads()
    {
        // The browser reaches the admin through what can be cut; the agent does not.
        var port = LoopbackPorts.Next();
        await using var proxy = new FaultProxy(port, Installation.Admin.Address.Port);
        using var agent = Agent(Installation.Admin.Address);
        using var setUp = Agent(new Uri($"http://127.0.0.1:{port}"));
        var account = $"/api/v1/accounts/{Installation.Credentials.AccountId}";
        var inbox = await SendAsync(setUp, HttpMethod.Post, account + "/inboxes", new JsonObject
        {
            ["name"] = "Acme shop",
            ["enable_email_collect"] = false,
            ["csat_survey_enabled"] = true,
            ["channel"] = new JsonObject
            {
                ["type"] = "web_widget",
                ["website_url"] = "https://shop.example",
                ["welcome_title"] = "Hello there",
                ["welcome_tagline"] = "Ask us anything about your order.",
                ["widget_color"] = "#ffd400",
                ["allowed_domains"] = "127.0.0.1:*",
            },
        });

        var admin = $"127.0.0.1:{port}";
        using var host = new HostPage(
            inbox["web_widget_script"]!.GetValue<string>(),
            $"default-src 'none'; script-src http://{admin}; connect-src http://{admin} ws://{admin}; img-src 'self' http://{admin}; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'");
        var link = await Installation.PublishAsync(new
        {
            url = "https://www.acme.example/spring?ref=chat",
            title = "Spring sale",
            brand = new { title = "Spring sale", description = "Half price until Sunday.", name = "Acme", imageUrl = host.Address + "picture.png" },
        });
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(Desktop);
        var widget = new ChatWidget(page);
        await page.GoToAsync(host.Address);
        await widget.UntilAsync("root.querySelector('.launcher').checkVisibility()");

        // Nobody is known before somebody has said something, and the page's styles stay outside.
        Assert.Equal("null", await page.EvaluateAsync("localStorage.getItem('onelink-chat:' + document.querySelector('script').dataset.token)"));
        Assert.Equal("rgb(0, 0, 0) 0px 40px", await widget.EvaluateAsync("getComputedStyle(root.querySelector('.launcher')).color + ' ' + getComputedStyle(root.querySelector('h2')).margin + ' ' + getComputedStyle(document.querySelector('h1')).fontSize"));

        await widget.ClickAsync(".launcher");
        await widget.SayAsync("Where is my parcel?");
        await widget.UntilSaidAsync("Where is my parcel?");
        var conversation = (await agent.GetFromJsonAsync<JsonObject>($"{account}/conversations?inbox_id={inbox["id"]}&status=open"))!["data"]!["payload"]!.AsArray().Single()!["id"]!.GetValue<long>();
        var path = $"{account}/conversations/{conversation}";

        // Nothing is asked for again: it comes by /cable.
        await widget.UntilAsync("root.querySelector('.note').textContent === ''");
        await SendAsync(agent, HttpMethod.Post, path + "/toggle_typing_status", new JsonObject { ["typing_status"] = "on" });
        await widget.UntilAsync("root.querySelector('.typing').textContent.includes('is typing')");
        await AnswerAsync("Behind the blue door");
        await widget.UntilSaidAsync("Behind the blue door");

        // The message arrives and its answer does not: it is sent again and stored once. What was said meanwhile is fetched.
        await proxy.SetAsync(ProxyFault.CutAnswer);
        await widget.SayAsync("Which door?");
        await Eventually.EqualAsync(1, () => CountAsync("Which door?"), Eventually.Patience);
        await AnswerAsync("The one beside the window");
        await widget.UntilAsync("root.querySelector('.note').textContent.startsWith('No connection') && root.querySelector('.item.waiting, .item.sending')");
        await proxy.SetAsync(ProxyFault.None);
        await widget.UntilSaidAsync("Which door?");
        await widget.UntilSaidAsync("The one beside the window");
        Assert.Equal(1, await CountAsync("Which door?"));

        await AnswerAsync($"This may help: {link.ShortUrl}");
        await widget.UntilAsync($"root.querySelector('.card')?.href === '{link.ShortUrl}'");
        Assert.Equal("Acme|Spring sale|Half price until Sunday.|www.acme.example", await widget.EvaluateAsync("[...root.querySelectorAll('.card .about > *')].map(part => part.textContent).join('|')"));
        await widget.UntilAsync("root.querySelector('.card img')?.naturalWidth > 0");

        // A picture each way.
        var picture = Path.Combine(Directory.CreateTempSubdirectory("onelink-picture-").FullName, "door.png");
        await File.WriteAllBytesAsync(picture, Convert.FromBase64String(SampleAccount.Pixel));
        await page.ChooseFileOfAsync("document.querySelector('#onelink-widget').shadowRoot.querySelector('input[type=file]')", picture);
        await widget.UntilAsync("root.querySelector('.item.own:not(.sending, .waiting, .failed) .picture img')?.naturalWidth > 0");
        var sent = (await agent.GetFromJsonAsync<JsonObject>(path + "/messages"))!["payload"]!.AsArray().Single(message => message!["attachments"] is JsonArray { Count: > 0 })!;
        Assert.Equal("image", sent["attachments"]![0]!["file_type"]!.GetValue<string>());
        using (var files = new MultipartFormDataContent { { new ByteArrayContent(await File.ReadAllBytesAsync(picture)) { Headers = { ContentType = new("image/png") } }, "attachments[]", "blue.png" } })
        {
            using var answer = await agent.PostAsync(new Uri(path + "/messages", UriKind.Relative), files);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }

        await widget.UntilAsync("root.querySelector('.item:not(.own) .picture img')?.naturalWidth > 0");
        Directory.Delete(Path.GetDirectoryName(picture)!, recursive: true);
        await Dashboard.AssertAccessibleAsync(page, "chat");

        // The keyboard stays inside, Escape leaves; what comes then is counted.
        await page.PressAsync("Tab");
        Assert.Equal("true", await widget.EvaluateAsync("root.querySelector('.panel').contains(root.activeElement)"));
        await page.PressAsync("Escape");
        await widget.UntilAsync("root.activeElement?.className === 'launcher' && root.querySelector('.panel').hidden");
        await AnswerAsync("Found it?");
        await widget.UntilAsync("root.querySelector('.launcher').getAttribute('aria-label').includes('1 unread')");

        await page.GoToAsync(host.Address + "?again");
        await widget.UntilAsync("location.search === '?again' && root.querySelector('.launcher').getAttribute('aria-label').includes('1 unread')");
        await widget.ClickAsync(".launcher");
        await widget.UntilSaidAsync("Where is my parcel?");
        await widget.UntilSaidAsync("Found it?");
        await widget.UntilAsync("root.querySelector('.card')");
        await widget.SayAsync("Yes, thank you!");
        await widget.UntilSaidAsync("Yes, thank you!");
        await SendAsync(agent, HttpMethod.Post, path + "/toggle_status", new JsonObject { ["status"] = "resolved" });
        await widget.ClickAsync(".stars button:last-child");
        await widget.ClickAsync(".survey .primary");
        await widget.UntilAsync("root.querySelector('.answered')");
        var survey = (await agent.GetFromJsonAsync<JsonObject>(path + "/messages"))!["payload"]!.AsArray().Single(message => message!["content_type"]!.GetValue<string>() == "input_csat")!;
        Assert.Equal(5, survey["content_attributes"]!["submitted_values"]!["csat_survey_response"]!["rating"]!.GetValue<int>());

        foreach (var isDark in (bool[])[false, true])
        {
            var scheme = isDark ? "dark" : "light";
            foreach (var (width, height) in Sizes)
            {
                await page.ShowAsync(width, height, isDark);
                await page.ScreenshotAsync(Dashboard.Screenshots, $"widget-{width}-{scheme}");
                Assert.Equal("true", await widget.EvaluateAsync("(box => box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight && box.top >= 0)(root.querySelector('.panel').getBoundingClientRect())"));
            }

            await Dashboard.AssertAccessibleAsync(page, "chat, " + scheme);
        }

        var items = await widget.EvaluateAsync("root.querySelectorAll('.item').length");
        await page.EvaluateAsync("OneLink.setLocale('ar')");
        await widget.UntilAsync($"root.querySelector('.root').dir === 'rtl' && root.querySelector('.answered').textContent === 'شكرًا لك.' && root.querySelectorAll('.item').length === {items}");
        await page.ScreenshotAsync(Dashboard.Screenshots, "widget-rtl");
        await page.EvaluateAsync("OneLink.reset()");
        await widget.UntilAsync("root.querySelector('.panel').hidden && root.querySelectorAll('.item').length === 0");
        Assert.DoesNotContain(page.Complaints(), text => text.Contains("Content Security Policy", StringComparison.Ordinal) || text.Contains("CORS", StringComparison.Ordinal));

        Task<JsonObject> AnswerAsync(string text) => SendAsync(agent, HttpMethod.Post, path + "/messages", new JsonObject { ["content"] = text });

        async Task<int> CountAsync(string text) => (await agent.GetFromJsonAsync<JsonObject>(path + "/messages"))!["payload"]!.AsArray().Count(message => message!["content"]?.GetValue<string>() == text);
    }

    [Fact]
    public async Task Person_WhomTheSiteProves_HasTheConversationOnEveryDevice()
    {
        using var agent = Agent(Installation.Admin.Address);
        var account = $"/api/v1/accounts/{Installation.Credentials.AccountId}";
        await SendAsync(agent, HttpMethod.Post, account + "/labels", new JsonObject { ["title"] = "widget-vip" });
        var inbox = await SendAsync(agent, HttpMethod.Post, account + "/inboxes", new JsonObject
        {
            ["name"] = "Acme members",
            ["enable_email_collect"] = false,
            ["allow_messages_after_resolved"] = false,
            ["channel"] = new JsonObject
            {
                ["type"] = "web_widget",
                ["website_url"] = "https://shop.example",
                ["widget_color"] = "#0b3d91",
                ["pre_chat_form_enabled"] = true,
                ["pre_chat_form_options"] = new JsonObject
                {
                    ["pre_chat_message"] = "Before we begin",
                    ["pre_chat_fields"] = new JsonArray(
                        new JsonObject { ["name"] = "emailAddress", ["label"] = "E-mail", ["type"] = "email", ["field_type"] = "standard", ["required"] = true, ["enabled"] = true },
                        new JsonObject { ["name"] = "order", ["label"] = "Order", ["type"] = "text", ["field_type"] = "conversation_attribute", ["enabled"] = true }),
                },
            },
        });
        var admin = Installation.Admin.Address.Authority;
        using var host = new HostPage(inbox["web_widget_script"]!.GetValue<string>(), $"default-src 'none'; script-src http://{admin}; connect-src http://{admin} ws://{admin}; img-src 'self' http://{admin}; style-src 'self'");
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(Desktop);
        var widget = new ChatWidget(page);
        var proof = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(inbox["hmac_token"]!.GetValue<string>()), "member-17"u8));
        var identify = $"OneLink.push(['setUser', 'member-17', {{ name: 'Ada', identifier_hash: '{proof}' }}])";

        await page.GoToAsync(host.Address);
        await widget.UntilAsync("root.querySelector('.launcher').checkVisibility()");
        await widget.ClickAsync(".launcher");
        await widget.UntilAsync("root.activeElement?.name === 'emailAddress'");
        await Dashboard.AssertAccessibleAsync(page, "form");
        await page.WriteAsync("ada@shop.example");
        await page.PressAsync("Tab");
        await page.WriteAsync("A-17");
        await page.PressAsync("Enter");
        await page.EvaluateAsync("OneLink.setLabel('widget-vip')");
        await widget.SayAsync("I am a member");
        await widget.UntilSaidAsync("I am a member");
        await page.EvaluateAsync(identify);
        await Eventually.EqualAsync("Ada member-17 ada@shop.example A-17 widget-vip", AboutAsync, Eventually.Patience);

        // Another browser: nothing is kept there.
        await page.EvaluateAsync("localStorage.clear()");
        await page.GoToAsync(host.Address + "?elsewhere");
        await widget.UntilAsync("location.search === '?elsewhere' && root.querySelector('.launcher').checkVisibility()");
        await page.EvaluateAsync(identify);
        await widget.UntilSaidAsync("I am a member");

        // The inbox takes nothing more in a conversation that has ended.
        await widget.ClickAsync(".launcher");
        await widget.ClickAsync("header button:nth-of-type(1)");
        await widget.ClickAsync(".foot > .primary");
        await widget.SayAsync("One more thing");
        await widget.UntilSaidAsync("One more thing");
        Assert.Equal(2, (await ConversationsAsync()).Count);

        async Task<JsonArray> ConversationsAsync()
            => (await agent.GetFromJsonAsync<JsonObject>($"{account}/conversations?inbox_id={inbox["id"]}&status=all"))!["data"]!["payload"]!.AsArray();

        async Task<string> AboutAsync()
        {
            var conversation = (await ConversationsAsync()).Single()!;
            var sender = conversation["meta"]!["sender"]!;
            return $"{sender["name"]} {sender["identifier"]} {sender["email"]} {conversation["custom_attributes"]!["order"]} {string.Join(',', conversation["labels"]!.AsArray().Select(label => label!.GetValue<string>()))}";
        }
    }

    private HttpClient Agent(Uri address)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("api_access_token", Installation.Credentials.UserAccessToken);
        return client;
    }
}
