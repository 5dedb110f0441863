using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using OneLink.Admin.Domains.Verification;

namespace OneLink.Admin.Tests.Domains.Verification;

/// <summary>Against a name server of a page, which answers every question alike (RFC 1035).</summary>
public sealed class DnsTxtResolverTests
{
    private const int NoError = 0;
    private const int ServerFailure = 2;
    private const int NoSuchName = 3;

    [Fact]
    public async Task Resolve_Records_AreTheirTexts()
        => Assert.Equal(["v=spf1 -all", "onelink-verification=olv_x"], await ResolveAsync(NoError, ["v=spf1 -all"], ["onelink-", "verification=olv_x"]));

    [Fact]
    public async Task Resolve_NameWithoutRecords_HasNone()
    {
        Assert.Equal([], await ResolveAsync(NoError));
        Assert.Equal([], await ResolveAsync(NoSuchName));
    }

    [Fact]
    public async Task Resolve_ServerThatFails_IsNoAnswer() => Assert.Null(await ResolveAsync(ServerFailure));

    private static async Task<IReadOnlyList<string>?> ResolveAsync(int code, params string[][] records)
    {
        using var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var stop = new CancellationTokenSource();
        var served = ServeAsync(server, code, records, stop.Token);

        var texts = await new DnsTxtResolver((IPEndPoint)server.Client.LocalEndPoint!).ResolveAsync("_onelink.go.acme.com", CancellationToken.None);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => served);
        return texts;
    }

    private static async Task ServeAsync(UdpClient server, int code, string[][] records, CancellationToken stop)
    {
        while (true)
        {
            var question = await server.ReceiveAsync(stop);
            await server.SendAsync(Answer(question.Buffer, code, records), question.RemoteEndPoint, stop);
        }
    }

    private static byte[] Answer(byte[] question, int code, string[][] records)
    {
        // Header, then the question's name up to its empty label, type and class; what follows (EDNS) is left out.
        const int HeaderBytes = 12;
        var end = Array.IndexOf(question, (byte)0, HeaderBytes) + 5;
        var answer = new List<byte>(question[..end]);
        (answer[2], answer[3]) = (0x81, (byte)(0x80 | code));
        (answer[6], answer[7]) = (0, (byte)records.Length);
        (answer[8], answer[9], answer[10], answer[11]) = (0, 0, 0, 0);
        foreach (var record in records)
        {
            byte[] data = [.. record.SelectMany(text => Encoding.ASCII.GetBytes(text).Prepend((byte)text.Length))];
            var length = new byte[2];
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)data.Length);

            // The question's name by pointer, TXT, IN, a minute.
            answer.AddRange([0xC0, HeaderBytes, 0, 16, 0, 1, 0, 0, 0, 60, .. length, .. data]);
        }

        return [.. answer];
    }
}
