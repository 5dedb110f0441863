using System.Net;
using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;
using OneLink.Edge.Handover;

namespace OneLink.Edge.Tests.Handover;

public sealed class HandoverChannelTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Send_SocketAndBytes_ArriveTogetherAndTheSocketIsTheSame()
    {
        using Pair pair = Connect(_folder.Path);
        using var listening = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listening.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listening.Listen();
        byte[] largest = [.. Enumerable.Range(0, HandoverChannel.MaxBytes - 1).Select(static i => (byte)i)];

        Assert.True(pair.Client.Send(HandoverMessage.Hello));
        Assert.True(pair.Client.Send(HandoverMessage.Connection, largest, [(int)listening.Handle]));

        var sockets = new List<int>();
        Assert.True(pair.Server.TryReceive(Limit, sockets, out HandoverMessage first, out ReadOnlySpan<byte> none));
        Assert.Equal((HandoverMessage.Hello, 0), (first, none.Length));
        Assert.True(pair.Server.TryReceive(Limit, sockets, out HandoverMessage second, out ReadOnlySpan<byte> received));
        Assert.Equal(HandoverMessage.Connection, second);
        Assert.Equal(largest, received.ToArray());
        using var same = new Socket(new SafeSocketHandle(Assert.Single(sockets), ownsHandle: true));
        Assert.Equal(listening.LocalEndPoint, same.LocalEndPoint);

        // A connection that waits in its queue outlives the one who made it.
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listening.LocalEndPoint!);
        listening.Dispose();
        using Socket accepted = same.Accept();
        Assert.Equal(client.LocalEndPoint, accepted.RemoteEndPoint);
    }

    [Fact]
    public void TryReceive_OtherSideEnds_SaysSo()
    {
        using Pair pair = Connect(_folder.Path);
        pair.Client.Dispose();

        Assert.False(pair.Server.TryReceive(Timeout.InfiniteTimeSpan, [], out _, out _));
        Assert.False(pair.Server.Send(HandoverMessage.Yours));
    }

    [Fact]
    public void Connect_FolderWithALongerNameThanAnAddressHolds_IsReached()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder.Path, new string('f', 200))).FullName;
        using Pair pair = Connect(folder);

        Assert.True(pair.Server.Send(HandoverMessage.Yours));
        Assert.True(pair.Client.TryReceive(Limit, [], out HandoverMessage kind, out _));
        Assert.Equal(HandoverMessage.Yours, kind);
    }

    [Fact]
    public void Connect_NobodyThere_IsNull()
    {
        Assert.Null(HandoverChannel.Connect(_folder.Path, "none"));
        HandoverChannel.Listen(_folder.Path, "left").Dispose();
        Assert.Null(HandoverChannel.Connect(_folder.Path, "left"));
    }

    [Fact]
    public void TryTake_Lock_IsOnesAloneUntilItIsGivenBack()
    {
        using FolderLock? first = FolderLock.TryTake(_folder.Path);
        Assert.NotNull(first);
        Assert.Null(FolderLock.TryTake(_folder.Path));
        first.Dispose();
        using FolderLock? second = FolderLock.TryTake(_folder.Path);
        Assert.NotNull(second);
    }

    private static Pair Connect(string folder)
    {
        using SafeFileHandle listener = HandoverChannel.Listen(folder, Succession.SocketName);
        HandoverChannel? client = HandoverChannel.Connect(folder, Succession.SocketName);
        Assert.NotNull(client);
        HandoverChannel? server = HandoverChannel.Accept(listener);
        Assert.NotNull(server);
        return new Pair(client, server);
    }

    private sealed record Pair(HandoverChannel Client, HandoverChannel Server) : IDisposable
    {
        public void Dispose()
        {
            Client.Dispose();
            Server.Dispose();
        }
    }
}
