using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using OneLink.Admin.Tests.Stats;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Shared.DeepLinks;

namespace OneLink.Admin.Tests.LinkClicks.Joining;

/// <summary>A tap on a link that leads to a chat: the click, and the address that the edge answers with.</summary>
internal sealed record ChatTap(Guid Id, DateTimeOffset Time, string Address)
{
    /// <param name="url">Where the link leads.</param>
    /// <param name="time">When it was tapped.</param>
    public static ChatTap On(string url, DateTimeOffset time)
    {
        var id = Guid.CreateVersion7(time);
        Span<byte> bytes = stackalloc byte[16];
        Assert.True(id.TryWriteBytes(bytes, bigEndian: true, out _));
        var address = new byte[1_000];
        Assert.True(ChatAddress.TryAddCode(
            Encoding.ASCII.GetBytes(url), BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), address, out var length));
        return new ChatTap(id, time, Encoding.ASCII.GetString(address, 0, length));
    }

    /// <summary>What the messenger takes out of the address.</summary>
    public string Parameter(string name) => QueryHelpers.ParseQuery(new Uri(Address).Query)[name].ToString();

    /// <summary>The row of the click.</summary>
    public Dictionary<string, object> Row(StatsServer server, JsonNode link, Tenant tenant)
        => server.Click(link, Time, ("click_id", Id), ("account_id", tenant.AccountId));
}
