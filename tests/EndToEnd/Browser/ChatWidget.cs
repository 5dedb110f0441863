using System.Globalization;
using System.Text.Json;

namespace OneLink.EndToEnd.Browser;

/// <summary>The chat widget on a page, whose elements are in a shadow root.</summary>
internal sealed class ChatWidget(BrowserPage page)
{
    private const string Root = "document.querySelector('#onelink-widget').shadowRoot";

    /// <summary>Waits until an expression over <c>root</c>, the shadow root, is true.</summary>
    public Task UntilAsync(string condition) => page.UntilAsync($"Boolean(document.querySelector('#onelink-widget') && (root => {condition})({Root}))");

    public Task<string> EvaluateAsync(string expression) => page.EvaluateAsync($"(root => {expression})({Root})");

    /// <summary>Waits until a message is there that the server has.</summary>
    public Task UntilSaidAsync(string text)
        => UntilAsync($"[...root.querySelectorAll('.item:not(.sending, .waiting, .failed) .bubble')].some(bubble => bubble.textContent === {JsonSerializer.Serialize(text)})");

    /// <summary>Scrolls to an element and clicks its middle with a real pointer, once nothing moves.</summary>
    public async Task ClickAsync(string selector)
    {
        await UntilAsync($"(element => element && element.checkVisibility() && document.getAnimations().every(animation => animation.playState !== 'running'))(root.querySelector('{selector}'))");
        await EvaluateAsync($"root.querySelector('{selector}').scrollIntoView({{ block: 'nearest' }})");
        var middle = (await EvaluateAsync($"(box => (box.left + box.width / 2) + ' ' + (box.top + box.height / 2))(root.querySelector('{selector}').getBoundingClientRect())"))
            .Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToList();
        await page.ClickAtAsync(middle[0], middle[1]);
    }

    /// <summary>Writes a message by keyboard and sends it.</summary>
    public async Task SayAsync(string text)
    {
        await UntilAsync("root.activeElement?.id === 'input'");
        await page.WriteAsync(text);
        await page.PressAsync("Enter");
    }
}
