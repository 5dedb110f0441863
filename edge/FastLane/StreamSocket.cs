using System.Buffers.Binary;
using OneLink.Shared.Networks;

namespace OneLink.Edge.FastLane;

/// <summary>What the fast lane does with a non-blocking TCP socket; calls that a signal interrupted are made again.</summary>
internal static unsafe class StreamSocket
{
    /// <summary>Room for an address: 4 bytes of IPv4 or 16 of IPv6.</summary>
    public const int AddressBytes = 16;

    /// <summary>sizeof(struct sockaddr_in6).</summary>
    private const int SocketAddressBytes = 28;

    /// <summary>Accepts a connection, non-blocking.</summary>
    /// <param name="listener">The listening socket.</param>
    /// <param name="address">Receives the client's address.</param>
    /// <param name="addressLength">Bytes of it: 4, 16, or 0 where it is of no kind that we know.</param>
    /// <returns>The connection's socket, or -1 with its reason in <see cref="Libc.LastError"/>.</returns>
    public static int Accept(int listener, Span<byte> address, out int addressLength)
    {
        byte* socketAddress = stackalloc byte[SocketAddressBytes];
        int length = SocketAddressBytes;
        int socket = Libc.Accept(listener, socketAddress, &length, Libc.SocketNonBlocking | Libc.SocketCloseOnExec);
        addressLength = socket < 0 ? 0 : ReadAddress(socketAddress, address);
        return socket;
    }

    /// <summary>The client's address of a connection that somebody else accepted.</summary>
    /// <returns>Bytes of it; -1 where it is no connection any more.</returns>
    public static int PeerAddress(int socket, Span<byte> address)
    {
        byte* socketAddress = stackalloc byte[SocketAddressBytes];
        int length = SocketAddressBytes;
        return Libc.PeerName(socket, socketAddress, &length) < 0 ? -1 : ReadAddress(socketAddress, address);
    }

    /// <summary>Receives what is there.</summary>
    /// <returns>Bytes; 0 where the other side sends no more; -1 with its reason in <see cref="Libc.LastError"/>.</returns>
    public static int Receive(int socket, byte* buffer, int room)
    {
        nint count;
        do
        {
            count = Libc.Receive(socket, buffer, (nuint)room, 0);
        }
        while (count < 0 && Libc.LastError == Libc.Interrupted);
        return (int)count;
    }

    /// <summary>Sends as much as the socket takes.</summary>
    /// <returns>What it did not take.</returns>
    public static ReadOnlySpan<byte> Send(int socket, ReadOnlySpan<byte> bytes, out bool failed)
    {
        failed = false;
        fixed (byte* first = bytes)
        {
            int sent = 0;
            while (sent < bytes.Length)
            {
                nint count = Libc.Send(socket, first + sent, (nuint)(bytes.Length - sent), Libc.NoSignal);
                if (count >= 0)
                {
                    sent += (int)count;
                }
                else if (Libc.LastError != Libc.Interrupted)
                {
                    failed = Libc.LastError != Libc.WouldBlock;
                    break;
                }
            }

            return bytes[sent..];
        }
    }

    /// <summary>Reads the address of a <c>sockaddr_in</c> or <c>sockaddr_in6</c> (ip(7), ipv6(7)).</summary>
    private static int ReadAddress(byte* socketAddress, Span<byte> address)
    {
        const int Inet = 2;
        const int Inet6 = 10;
        switch (BinaryPrimitives.ReadUInt16LittleEndian(new ReadOnlySpan<byte>(socketAddress, 2)))
        {
            case Inet:
                new ReadOnlySpan<byte>(socketAddress + 4, 4).CopyTo(address);
                return 4;
            case Inet6:
                new ReadOnlySpan<byte>(socketAddress + 8, 16).CopyTo(address);
                return IpAddressParser.Unmap(address);
            default:
                return 0;
        }
    }
}
