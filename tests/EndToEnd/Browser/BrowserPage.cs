using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.EndToEnd.Harness;

namespace OneLink.EndToEnd.Browser;

/// <summary>A tab.</summary>
internal sealed class BrowserPage
{
    private static readonly TimeSpan Stillness = TimeSpan.FromMilliseconds(50);

    private readonly DevTools _devTools;
    private readonly string _target;
    private readonly string _session;

    private BrowserPage(DevTools devTools, string target, string session)
    {
        _devTools = devTools;
        _target = target;
        _session = session;
    }

    public static async Task<BrowserPage> OpenAsync(DevTools devTools, Handset handset)
    {
        var target = (await devTools.CallAsync("", "Target.createTarget", new JsonObject { ["url"] = "about:blank" }))["targetId"]!.GetValue<string>();
        var session = (await devTools.CallAsync("", "Target.attachToTarget", new JsonObject { ["targetId"] = target, ["flatten"] = true }))["sessionId"]!.GetValue<string>();
        var page = new BrowserPage(devTools, target, session);
        await page.CallAsync("Page.enable");
        await page.CallAsync("Log.enable");
        await page.CallAsync("Runtime.enable");
        await page.CallAsync("Emulation.setUserAgentOverride", new JsonObject
        {
            ["userAgent"] = handset.UserAgent,
            ["platform"] = handset.Platform,
            ["acceptLanguage"] = handset.Language,
        });
        await page.CallAsync("Emulation.setDeviceMetricsOverride", new JsonObject
        {
            ["width"] = handset.Width,
            ["height"] = handset.Height,
            ["deviceScaleFactor"] = 2,
            ["mobile"] = handset.TouchPoints > 0,
        });
        await page.CallAsync("Emulation.setTouchEmulationEnabled", new JsonObject
        {
            ["enabled"] = handset.TouchPoints > 0,
            ["maxTouchPoints"] = Math.Max(1, handset.TouchPoints),
        });
        await page.CallAsync("Emulation.setScriptExecutionDisabled", new JsonObject { ["value"] = !handset.HasJavaScript });
        return page;
    }

    /// <summary>Shows the page in another size, in CSS pixels, and as a device does that prefers darkness, or not.</summary>
    public async Task ShowAsync(int width, int height, bool isDark, int pixels = 2)
    {
        await CallAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = pixels, ["mobile"] = false });
        var scheme = new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" };
        await CallAsync("Emulation.setEmulatedMedia", new JsonObject { ["features"] = new JsonArray(scheme) });
    }

    public Task GoToAsync(string address) => CallAsync("Page.navigate", new JsonObject { ["url"] = address });

    public async Task<string> AddressAsync()
    {
        // Asked of the browser: a page that is just being replaced has no history to tell.
        var info = await _devTools.CallAsync("", "Target.getTargetInfo", new JsonObject { ["targetId"] = _target });
        return info["targetInfo"]!["url"]!.GetValue<string>();
    }

    /// <summary>The value of an expression, as text.</summary>
    public async Task<string> EvaluateAsync(string expression)
    {
        var answer = await CallAsync("Runtime.evaluate", new JsonObject { ["expression"] = $"String({expression})", ["returnByValue"] = true });
        return answer["exceptionDetails"] is null && answer["result"]!["value"] is { } value
            ? value.GetValue<string>()
            : throw new InvalidOperationException($"{expression}: {answer.ToJsonString()}");
    }

    /// <summary>Scrolls to an element and clicks its middle with a real pointer, with scripts or without, once it stands still.</summary>
    public async Task ClickAsync(string selector)
    {
        // What arrives meanwhile pushes the rest of the page down, and the click would meet something else.
        var (x, y) = await MiddleAsync(selector);
        for (var before = (double.NaN, double.NaN); before != (x, y); (x, y) = await MiddleAsync(selector))
        {
            before = (x, y);
            await Task.Delay(Stillness);
        }

        await ClickAtAsync(x, y);
    }

    /// <summary>Clicks with a real pointer, in CSS pixels from the page's corner.</summary>
    public async Task ClickAtAsync(double x, double y)
    {
        foreach (var type in (string[])["mousePressed", "mouseReleased"])
        {
            await CallAsync("Input.dispatchMouseEvent", new JsonObject { ["type"] = type, ["x"] = x, ["y"] = y, ["button"] = "left", ["clickCount"] = 1 });
        }
    }

    /// <summary>Writes into what has the focus, as a keyboard with all letters does.</summary>
    public Task WriteAsync(string text) => CallAsync("Input.insertText", new JsonObject { ["text"] = text });

    /// <summary>Presses and releases a key that has a name (<c>Enter</c>, <c>Escape</c>, <c>Tab</c>).</summary>
    public async Task PressAsync(string key)
    {
        var code = key switch { "Enter" => 13, "Escape" => 27, "Tab" => 9, _ => throw new ArgumentOutOfRangeException(nameof(key)) };
        foreach (var type in (string[])["keyDown", "keyUp"])
        {
            // Enter also writes, which is what sends a form.
            await CallAsync("Input.dispatchKeyEvent", new JsonObject { ["type"] = type, ["key"] = key, ["code"] = key, ["windowsVirtualKeyCode"] = code, ["text"] = key is "Enter" ? "\r" : "" });
        }
    }

    /// <summary>Gives an input a file, as if somebody had picked it.</summary>
    /// <param name="input">An expression: where no selector reaches, as in a shadow root, another does.</param>
    /// <param name="file">Its path.</param>
    public async Task ChooseFileOfAsync(string input, string file)
    {
        var node = (await CallAsync("Runtime.evaluate", new JsonObject { ["expression"] = input }))["result"]!["objectId"]!.GetValue<string>();
        await CallAsync("DOM.setFileInputFiles", new JsonObject { ["objectId"] = node, ["files"] = new JsonArray(file) });
    }

    /// <inheritdoc cref="ChooseFileOfAsync"/>
    public Task ChooseFileAsync(string selector, string file) => ChooseFileOfAsync($"document.querySelector({JsonSerializer.Serialize(selector)})", file);

    /// <summary>Nothing that the page asks for at these addresses (<c>*</c> for anything) reaches the network; all does again with none.</summary>
    public async Task BlockAsync(params string[] addresses)
    {
        await CallAsync("Network.enable");
        await CallAsync("Network.setBlockedURLs", new JsonObject { ["urls"] = new JsonArray([.. addresses.Select(address => JsonValue.Create(address))]) });
    }

    /// <summary>Waits until an expression is true; what the page says instead is in the failure.</summary>
    /// <exception cref="TimeoutException">It did not become true in time.</exception>
    public async Task UntilAsync(string condition)
    {
        try
        {
            // Between two pages there is none.
            await Eventually.TrueAsync(async () => await EvaluateAsync($"document.documentElement !== null && ({condition})") == "true", Eventually.Patience, condition);
        }
        catch (TimeoutException exception)
        {
            var text = await EvaluateAsync("document.body.innerText.slice(0, 2000)");
            throw new TimeoutException($"{exception.Message} {await AddressAsync()} says:\n{text}\n{string.Join('\n', Complaints())}", exception);
        }
    }

    /// <summary>A picture of the window, or of the whole page, kept for whoever wants to look.</summary>
    public async Task ScreenshotAsync(string folder, string name, bool isWhole = false)
    {
        var image = (await CallAsync("Page.captureScreenshot", new JsonObject { ["format"] = "png", ["captureBeyondViewport"] = isWhole }))["data"]!.GetValue<string>();
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, name + ".png"), Convert.FromBase64String(image));
    }

    /// <summary>The page in a frame of another site, which has a process of its own; null while there is none.</summary>
    /// <param name="address">How its address begins.</param>
    public async Task<BrowserPage?> FindFrameAsync(string address)
    {
        var targets = (await _devTools.CallAsync("", "Target.getTargets"))["targetInfos"]!.AsArray();
        if (targets.FirstOrDefault(target => target!["type"]!.GetValue<string>() is "iframe" && target["url"]!.GetValue<string>().StartsWith(address, StringComparison.Ordinal)) is not { } found)
        {
            return null;
        }

        var id = found["targetId"]!.GetValue<string>();
        var session = (await _devTools.CallAsync("", "Target.attachToTarget", new JsonObject { ["targetId"] = id, ["flatten"] = true }))["sessionId"]!.GetValue<string>();
        var frame = new BrowserPage(_devTools, id, session);
        await frame.CallAsync("Log.enable");
        return frame;
    }

    /// <summary>What the browser complained of on this page, and the addresses that it could not fetch.</summary>
    public IReadOnlyList<string> Complaints()
        => [.. _devTools.Events.Where(e => e.Session == _session).Select(e => e.Method switch
        {
            // What is just advice is `verbose`.
            "Log.entryAdded" when e.Parameters["entry"]!["level"]!.GetValue<string>() is "warning" or "error" => $"{e.Parameters["entry"]!["text"]} {e.Parameters["entry"]!["url"]}".TrimEnd(),
            "Runtime.exceptionThrown" => e.Parameters["exceptionDetails"]!["exception"]?["description"]?.GetValue<string>() ?? e.Parameters.ToJsonString(),
            "Runtime.consoleAPICalled" when e.Parameters["type"]!.GetValue<string>() is "error" or "assert" => e.Parameters["args"]!.ToJsonString(),
            _ => null,
        }).OfType<string>()];

    private async Task<(double X, double Y)> MiddleAsync(string selector)
    {
        var root = (await CallAsync("DOM.getDocument"))["root"]!["nodeId"]!.GetValue<int>();
        var node = (await CallAsync("DOM.querySelector", new JsonObject { ["nodeId"] = root, ["selector"] = selector }))["nodeId"]!.GetValue<int>();
        await CallAsync("DOM.scrollIntoViewIfNeeded", new JsonObject { ["nodeId"] = node });
        var corners = (await CallAsync("DOM.getBoxModel", new JsonObject { ["nodeId"] = node }))["model"]!["content"]!.AsArray();
        return ((corners[0]!.GetValue<double>() + corners[4]!.GetValue<double>()) / 2, (corners[1]!.GetValue<double>() + corners[5]!.GetValue<double>()) / 2);
    }

    private Task<JsonNode> CallAsync(string method, JsonObject? parameters = null) => _devTools.CallAsync(_session, method, parameters);
}
